/** Tests. */
@NullMarked
package org.crmmigration.reconcile.gate;

import org.jspecify.annotations.NullMarked;
