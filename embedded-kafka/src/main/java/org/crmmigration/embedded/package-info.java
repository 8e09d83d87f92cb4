/** A one-node Kafka and a schema registry inside the process, for standalone runs and integration tests. */
@NullMarked
package org.crmmigration.embedded;

import org.jspecify.annotations.NullMarked;
