/** Records and findings to their topics. */
@NullMarked
package org.crmmigration.ingest.publish;

import org.jspecify.annotations.NullMarked;
