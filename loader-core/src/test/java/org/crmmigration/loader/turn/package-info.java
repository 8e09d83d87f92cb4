/** Tests of the turns on accounts. */
@NullMarked
package org.crmmigration.loader.turn;

import org.jspecify.annotations.NullMarked;
