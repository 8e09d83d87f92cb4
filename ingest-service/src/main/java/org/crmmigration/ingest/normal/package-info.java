/** Cells to normalised values: one class per kind of value. */
@NullMarked
package org.crmmigration.ingest.normal;

import org.jspecify.annotations.NullMarked;
