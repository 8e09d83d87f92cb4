/** The REST interface. */
@NullMarked
package org.crmmigration.ingest.web;

import org.jspecify.annotations.NullMarked;
