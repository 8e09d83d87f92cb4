/** Messages of crm.<slug>.ledger. */
@NullMarked
package org.crmmigration.messaging.ledger;

import org.jspecify.annotations.NullMarked;
