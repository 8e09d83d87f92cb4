/** How fast a migration moves, when it will be done, and how far behind its readers are. */
@NullMarked
package org.crmmigration.reconcile.lag;

import org.jspecify.annotations.NullMarked;
