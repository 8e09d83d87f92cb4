/** Records to commands, beside a plain loop over the same topic. */
@NullMarked
package org.crmmigration.benchmarks.mapping;

import org.jspecify.annotations.NullMarked;
