/** Messages of crm.<slug>.commands. */
@NullMarked
package org.crmmigration.messaging.command;

import org.jspecify.annotations.NullMarked;
