/** Reads Kartra exports and publishes what is in them, every row accounted for: the application and its settings. */
@NullMarked
package org.crmmigration.ingest;

import org.jspecify.annotations.NullMarked;
