package org.crmmigration.messaging.registry;

import org.apache.avro.Schema;

/**
 * A schema as one subject holds it.
 *
 * @param subject the subject, for our messages the record's full name
 * @param version 1 for the subject's first schema, then rising
 * @param id the registry-wide id written into every frame
 * @param schema the parsed schema
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
