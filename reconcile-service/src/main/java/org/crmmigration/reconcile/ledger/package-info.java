/** The ledger on disk: one SQLite file per migration, a projection of its four topics that can be deleted at any time. */
@NullMarked
package org.crmmigration.reconcile.ledger;

import org.jspecify.annotations.NullMarked;
