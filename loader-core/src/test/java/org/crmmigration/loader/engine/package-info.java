/** Tests of the package of this name. */
@NullMarked
package org.crmmigration.loader.engine;

import org.jspecify.annotations.NullMarked;
