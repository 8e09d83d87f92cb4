/** Writing a bucket's ledger: intents and outcomes in group commits, behind the fence of a transactional producer. */
@NullMarked
package org.crmmigration.loader.ledger;

import org.jspecify.annotations.NullMarked;
