/** Rows of a delimited file, with the lines and bytes they come from. */
@NullMarked
package org.crmmigration.ingest.csv;

import org.jspecify.annotations.NullMarked;
