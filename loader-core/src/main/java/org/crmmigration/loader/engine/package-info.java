/** Lanes: from a command to its outcome, under gate, budget and journal. */
@NullMarked
package org.crmmigration.loader.engine;

import org.jspecify.annotations.NullMarked;
