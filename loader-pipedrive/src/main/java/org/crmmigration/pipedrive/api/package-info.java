/** Pipedrive's REST API on the wire: calls, pages, status codes, token costs. */
@NullMarked
package org.crmmigration.pipedrive.api;

import org.jspecify.annotations.NullMarked;
