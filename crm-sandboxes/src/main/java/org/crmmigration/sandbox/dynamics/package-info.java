/** Dynamics 365 Sales as a server: the Dataverse Web API v9.2, its token endpoint, its limits and what it refuses. */
@NullMarked
package org.crmmigration.sandbox.dynamics;

import org.jspecify.annotations.NullMarked;
