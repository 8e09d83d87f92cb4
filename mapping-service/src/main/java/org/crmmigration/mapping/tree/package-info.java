/** YAML as a tree that knows its lines, merging of trees, and problems that name line and key. */
@NullMarked
package org.crmmigration.mapping.tree;

import org.jspecify.annotations.NullMarked;
