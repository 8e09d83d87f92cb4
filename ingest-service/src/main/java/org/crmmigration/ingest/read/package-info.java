/** Files to staged rows. */
@NullMarked
package org.crmmigration.ingest.read;

import org.jspecify.annotations.NullMarked;
