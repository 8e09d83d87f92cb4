/** Files as they are handed in: unpacking, fingerprints, encodings, delimiters, the header's place. */
@NullMarked
package org.crmmigration.ingest.file;

import org.jspecify.annotations.NullMarked;
