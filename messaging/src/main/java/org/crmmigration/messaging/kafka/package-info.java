/** Topics, client settings and the proof that a new topic is ready. */
@NullMarked
package org.crmmigration.messaging.kafka;

import org.jspecify.annotations.NullMarked;
