/** Tests of the package of this name. */
@NullMarked
package org.crmmigration.loader.view;

import org.jspecify.annotations.NullMarked;
