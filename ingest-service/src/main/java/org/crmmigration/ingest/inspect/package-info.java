/** What is in an export: completeness, values, ranges, doubts about contacts, gaps; for people and programs. */
@NullMarked
package org.crmmigration.ingest.inspect;

import org.jspecify.annotations.NullMarked;
