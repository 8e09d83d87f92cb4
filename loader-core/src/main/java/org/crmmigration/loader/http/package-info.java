/** Requests, responses and the transport chain every vendor client sits on. */
@NullMarked
package org.crmmigration.loader.http;

import org.jspecify.annotations.NullMarked;
