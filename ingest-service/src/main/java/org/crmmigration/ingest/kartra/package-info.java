/** Kartra's inbound API, read only. */
@NullMarked
package org.crmmigration.ingest.kartra;

import org.jspecify.annotations.NullMarked;
