/** Pipedrive's REST API as a server: endpoints of v2 and v1, its refusals, its costs and limits. */
@NullMarked
package org.crmmigration.sandbox.pipedrive;

import org.jspecify.annotations.NullMarked;
