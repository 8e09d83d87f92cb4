/** Tests of whole exports, and what they share. */
@NullMarked
package org.crmmigration.ingest;

import org.jspecify.annotations.NullMarked;
