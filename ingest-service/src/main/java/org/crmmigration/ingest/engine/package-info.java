/** Exports at work: one after the other in a migration, resumed after a restart. */
@NullMarked
package org.crmmigration.ingest.engine;

import org.jspecify.annotations.NullMarked;
