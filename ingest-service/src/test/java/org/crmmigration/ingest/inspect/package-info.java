/** Tests of the package. */
@NullMarked
package org.crmmigration.ingest.inspect;

import org.jspecify.annotations.NullMarked;
