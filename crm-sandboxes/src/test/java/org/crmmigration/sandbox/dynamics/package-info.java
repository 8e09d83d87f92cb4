/** What the Dynamics sandbox does and what it refuses, asked over HTTP. */
@NullMarked
package org.crmmigration.sandbox.dynamics;

import org.jspecify.annotations.NullMarked;
