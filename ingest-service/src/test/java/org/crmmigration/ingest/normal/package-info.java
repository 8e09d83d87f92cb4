/** Tests: Cells to values. */
@NullMarked
package org.crmmigration.ingest.normal;

import org.jspecify.annotations.NullMarked;
