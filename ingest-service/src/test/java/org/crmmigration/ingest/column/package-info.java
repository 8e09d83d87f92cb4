/** Tests: Headers and kinds. */
@NullMarked
package org.crmmigration.ingest.column;

import org.jspecify.annotations.NullMarked;
