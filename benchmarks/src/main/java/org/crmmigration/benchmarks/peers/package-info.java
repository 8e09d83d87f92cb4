/** The engine beside the simplest thing a team would build instead: a listener that calls the API with a retry template. */
@NullMarked
package org.crmmigration.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
