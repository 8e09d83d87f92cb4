/** Tests of what is kept of rows. */
@NullMarked
package org.crmmigration.ingest.stage;

import org.jspecify.annotations.NullMarked;
