/** Tests of runs: progress, and kills at every step. */
@NullMarked
package org.crmmigration.mapping.run;

import org.jspecify.annotations.NullMarked;
