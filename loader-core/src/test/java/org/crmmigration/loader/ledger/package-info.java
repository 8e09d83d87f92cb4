/** Tests of the package of this name. */
@NullMarked
package org.crmmigration.loader.ledger;

import org.jspecify.annotations.NullMarked;
