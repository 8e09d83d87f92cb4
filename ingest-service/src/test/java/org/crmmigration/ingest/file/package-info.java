/** Tests of the package. */
@NullMarked
package org.crmmigration.ingest.file;

import org.jspecify.annotations.NullMarked;
