/** Measures ingest; grows into the benchmarks module. */
@NullMarked
package org.crmmigration.ingest.speed;

import org.jspecify.annotations.NullMarked;
