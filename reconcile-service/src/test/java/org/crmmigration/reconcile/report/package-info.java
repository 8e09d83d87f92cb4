/** Tests. */
@NullMarked
package org.crmmigration.reconcile.report;

import org.jspecify.annotations.NullMarked;
