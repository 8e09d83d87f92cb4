/** The embedded broker and registry, started, killed and restarted for real. */
@NullMarked
package org.crmmigration.embedded;

import org.jspecify.annotations.NullMarked;
