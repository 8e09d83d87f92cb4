/** Tests of folding. */
@NullMarked
package org.crmmigration.ingest.fold;

import org.jspecify.annotations.NullMarked;
