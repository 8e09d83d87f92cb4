/** Runs: a confirmed mapping over one export, written to the commands topic exactly once whatever is killed when. */
@NullMarked
package org.crmmigration.mapping.run;

import org.jspecify.annotations.NullMarked;
