/** Tests: Rows of delimited files. */
@NullMarked
package org.crmmigration.ingest.csv;

import org.jspecify.annotations.NullMarked;
