/** The validation rules and what they found. */
@NullMarked
package org.crmmigration.ingest.finding;

import org.jspecify.annotations.NullMarked;
