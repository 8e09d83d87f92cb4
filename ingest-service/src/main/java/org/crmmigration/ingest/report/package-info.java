/** What is in an export, for people and programs. */
@NullMarked
package org.crmmigration.ingest.report;

import org.jspecify.annotations.NullMarked;
