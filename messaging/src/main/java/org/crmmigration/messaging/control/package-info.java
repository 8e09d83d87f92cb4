/** Messages of crm.control, their publication and the ownership of its buckets. */
@NullMarked
package org.crmmigration.messaging.control;

import org.jspecify.annotations.NullMarked;
