/** Ingest killed without warning and started again. */
@NullMarked
package org.crmmigration.ingest.restart;

import org.jspecify.annotations.NullMarked;
