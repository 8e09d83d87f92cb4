/** Tests. */
@NullMarked
package org.crmmigration.reconcile.life;

import org.jspecify.annotations.NullMarked;
