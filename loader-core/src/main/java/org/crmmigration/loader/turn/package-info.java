/** One active migration for each account: who asked first has it, and the others wait. */
@NullMarked
package org.crmmigration.loader.turn;

import org.jspecify.annotations.NullMarked;
