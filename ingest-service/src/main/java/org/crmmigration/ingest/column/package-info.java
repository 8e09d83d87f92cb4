/** Headers to canonical columns, kinds of files. */
@NullMarked
package org.crmmigration.ingest.column;

import org.jspecify.annotations.NullMarked;
