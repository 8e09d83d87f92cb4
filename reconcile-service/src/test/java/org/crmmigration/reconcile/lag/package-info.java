/** Tests. */
@NullMarked
package org.crmmigration.reconcile.lag;

import org.jspecify.annotations.NullMarked;
