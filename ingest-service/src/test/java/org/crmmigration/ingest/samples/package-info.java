/** Synthetic exports. */
@NullMarked
package org.crmmigration.ingest.samples;

import org.jspecify.annotations.NullMarked;
