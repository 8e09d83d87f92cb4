/** All services in one process, and the {@code migrate} command line that drives them over their REST interfaces. */
@NullMarked
package org.crmmigration.standalone;

import org.jspecify.annotations.NullMarked;
