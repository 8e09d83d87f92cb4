/** Tests: The REST interface with a broker. */
@NullMarked
package org.crmmigration.ingest.web;

import org.jspecify.annotations.NullMarked;
