/** Tests of how existing records are known. */
@NullMarked
package org.crmmigration.loader.match;

import org.jspecify.annotations.NullMarked;
