/** Large tables of numbers in files that are mapped into memory, so that the heap does not grow with them. */
@NullMarked
package org.crmmigration.ingest.table;

import org.jspecify.annotations.NullMarked;
