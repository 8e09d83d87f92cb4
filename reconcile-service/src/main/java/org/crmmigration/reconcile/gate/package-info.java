/** Gates between phases: what must be accounted for before one opens, and the verification that ends a run. */
@NullMarked
package org.crmmigration.reconcile.gate;

import org.jspecify.annotations.NullMarked;
