/** Tests of the package. */
@NullMarked
package org.crmmigration.ingest.conflict;

import org.jspecify.annotations.NullMarked;
