/** How fast ingest is, beside Kafka's own producer test and a plain parse of the same files. */
@NullMarked
package org.crmmigration.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
