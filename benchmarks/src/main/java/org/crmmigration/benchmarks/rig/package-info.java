/** What measurements share: the broker and loaders as processes, what the operating system says of them, percentiles. */
@NullMarked
package org.crmmigration.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
