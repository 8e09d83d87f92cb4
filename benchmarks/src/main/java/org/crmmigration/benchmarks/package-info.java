/** Measurements; each sub-package is one, started by {@code benchmarks/run}. */
@NullMarked
package org.crmmigration.benchmarks;

import org.jspecify.annotations.NullMarked;
