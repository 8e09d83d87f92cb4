/** Tests of how records are framed for their topic. */
@NullMarked
package org.crmmigration.ingest.publish;

import org.jspecify.annotations.NullMarked;
