/** Tests of work beside the one thread that owns the order. */
@NullMarked
package org.crmmigration.ingest.lane;

import org.jspecify.annotations.NullMarked;
