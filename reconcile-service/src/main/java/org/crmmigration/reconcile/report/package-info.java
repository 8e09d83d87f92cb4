/** What a migration can show for itself: the report as JSON and as a page, its balance, its failures. */
@NullMarked
package org.crmmigration.reconcile.report;

import org.jspecify.annotations.NullMarked;
