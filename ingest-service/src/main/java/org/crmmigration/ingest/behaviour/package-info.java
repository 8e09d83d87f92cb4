/** What tags betray of behaviour that Kartra does not export. */
@NullMarked
package org.crmmigration.ingest.behaviour;

import org.jspecify.annotations.NullMarked;
