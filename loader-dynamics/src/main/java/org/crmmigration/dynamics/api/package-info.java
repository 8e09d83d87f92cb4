/** The Dataverse Web API v9.2 on the wire: tokens, requests, batches, status codes. */
@NullMarked
package org.crmmigration.dynamics.api;

import org.jspecify.annotations.NullMarked;
