/** The service that accounts for everything: a migration's life, its ledger, gates, reports and console. */
@NullMarked
package org.crmmigration.reconcile;

import org.jspecify.annotations.NullMarked;
