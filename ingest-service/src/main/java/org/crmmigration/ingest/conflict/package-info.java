/** Contradictions that a person has to decide, and what was decided. */
@NullMarked
package org.crmmigration.ingest.conflict;

import org.jspecify.annotations.NullMarked;
