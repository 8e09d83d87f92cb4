/** Tests of the Dynamics client. */
@NullMarked
package org.crmmigration.dynamics;

import org.jspecify.annotations.NullMarked;
