/** What every sandbox shares: the HTTP server, routing, fault injection, rate windows and the request log. */
@NullMarked
package org.crmmigration.sandbox;

import org.jspecify.annotations.NullMarked;
