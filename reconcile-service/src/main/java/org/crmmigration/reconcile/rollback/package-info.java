/** Taking a migration back, and looking at it without a load: runs that reconcile writes itself, and what they tell. */
@NullMarked
package org.crmmigration.reconcile.rollback;

import org.jspecify.annotations.NullMarked;
