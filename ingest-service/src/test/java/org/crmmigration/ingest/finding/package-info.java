/** Tests: Rules against their specification. */
@NullMarked
package org.crmmigration.ingest.finding;

import org.jspecify.annotations.NullMarked;
