/** Tests of large tables. */
@NullMarked
package org.crmmigration.ingest.table;

import org.jspecify.annotations.NullMarked;
