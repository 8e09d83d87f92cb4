package org.crmmigration.embedded;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.crmmigration.messaging.registry.CompatibilityLevel;
import org.jspecify.annotations.Nullable;

/** One thing that happened to the registry: a line of its journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SchemaChange.Registered.class, name = "registered"),
    @JsonSubTypes.Type(value = SchemaChange.Deleted.class, name = "deleted"),
    @JsonSubTypes.Type(value = SchemaChange.Erased.class, name = "erased"),
    @JsonSubTypes.Type(value = SchemaChange.Levelled.class, name = "levelled")
})
sealed interface SchemaChange {

    /** The subject got a version. */
    record Registered(String subject, int version, int id, String schema) implements SchemaChange {}

    /** The version no longer shows, yet its id still resolves. */
    record Deleted(String subject, int version) implements SchemaChange {}

    /** The version is gone for good. */
    record Erased(String subject, int version) implements SchemaChange {}

    /**
     * A compatibility level was set or, when null, taken back.
     *
     * @param subject the subject, or null for the registry's own level
     */
    record Levelled(@Nullable String subject, @Nullable CompatibilityLevel level) implements SchemaChange {}
}
