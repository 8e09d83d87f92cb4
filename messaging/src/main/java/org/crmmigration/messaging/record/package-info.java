/** Messages of crm.<slug>.records and crm.<slug>.findings. */
@NullMarked
package org.crmmigration.messaging.record;

import org.jspecify.annotations.NullMarked;
