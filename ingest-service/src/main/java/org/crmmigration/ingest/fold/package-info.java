/** Staged rows to records: merging, folding, linking, deriving. */
@NullMarked
package org.crmmigration.ingest.fold;

import org.jspecify.annotations.NullMarked;
