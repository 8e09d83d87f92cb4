/** Before-and-after tests of the default mappings. */
@NullMarked
package org.crmmigration.mapping.kit;

import org.jspecify.annotations.NullMarked;
