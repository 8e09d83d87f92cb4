/** Tests of the package of this name. */
@NullMarked
package org.crmmigration.loader.budget;

import org.jspecify.annotations.NullMarked;
