/** The staging database: rows as read, their states, what was published before. */
@NullMarked
package org.crmmigration.ingest.stage;

import org.jspecify.annotations.NullMarked;
