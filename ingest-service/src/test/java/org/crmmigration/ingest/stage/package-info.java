/** What is kept of the files that were read. */
@NullMarked
package org.crmmigration.ingest.stage;

import org.jspecify.annotations.NullMarked;
