/** Tests of the package of this name. */
@NullMarked
package org.crmmigration.loader.http;

import org.jspecify.annotations.NullMarked;
