/** Tests of mapping files. */
@NullMarked
package org.crmmigration.mapping.rule;

import org.jspecify.annotations.NullMarked;
