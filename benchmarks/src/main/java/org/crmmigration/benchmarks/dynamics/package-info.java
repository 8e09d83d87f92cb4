/** How fast the Dynamics loader is within the vendor's limits. */
@NullMarked
package org.crmmigration.benchmarks.dynamics;

import org.jspecify.annotations.NullMarked;
