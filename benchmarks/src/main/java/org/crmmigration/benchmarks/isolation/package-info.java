/** A thousand migrations on one loader, a third of them in trouble. */
@NullMarked
package org.crmmigration.benchmarks.isolation;

import org.jspecify.annotations.NullMarked;
