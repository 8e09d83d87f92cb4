/** Avro in the Confluent wire format: the schema registry's client, the codec, the Kafka serialisers. */
@NullMarked
package org.crmmigration.messaging.registry;

import org.jspecify.annotations.NullMarked;
