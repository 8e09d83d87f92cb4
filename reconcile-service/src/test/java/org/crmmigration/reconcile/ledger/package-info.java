/** Tests of the ledger, and a migration small enough to count by hand. */
@NullMarked
package org.crmmigration.reconcile.ledger;

import org.jspecify.annotations.NullMarked;
