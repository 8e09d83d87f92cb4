/** A migration's life: what the control topic says about it, and the requests that move it on. */
@NullMarked
package org.crmmigration.reconcile.life;

import org.jspecify.annotations.NullMarked;
