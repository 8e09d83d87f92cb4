/** Tests of the wire parts. */
@NullMarked
package org.crmmigration.dynamics.api;

import org.jspecify.annotations.NullMarked;
