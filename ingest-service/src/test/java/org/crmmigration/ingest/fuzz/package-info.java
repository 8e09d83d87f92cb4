/** Ingest fed with anything at all. */
@NullMarked
package org.crmmigration.ingest.fuzz;

import org.jspecify.annotations.NullMarked;
