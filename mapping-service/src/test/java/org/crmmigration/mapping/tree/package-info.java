/** Tests of YAML trees. */
@NullMarked
package org.crmmigration.mapping.tree;

import org.jspecify.annotations.NullMarked;
