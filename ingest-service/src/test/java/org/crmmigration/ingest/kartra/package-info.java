/** Tests of the package. */
@NullMarked
package org.crmmigration.ingest.kartra;

import org.jspecify.annotations.NullMarked;
