/** One, two and three loader processes share migrations; one of them is killed. */
@NullMarked
package org.crmmigration.benchmarks.scaleout;

import org.jspecify.annotations.NullMarked;
