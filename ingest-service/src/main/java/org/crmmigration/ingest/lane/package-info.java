/** Work on several rows at the same time whose effects happen one after the other, in the rows' order. */
@NullMarked
package org.crmmigration.ingest.lane;

import org.jspecify.annotations.NullMarked;
