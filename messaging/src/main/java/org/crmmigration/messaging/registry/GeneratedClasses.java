package org.crmmigration.messaging.registry;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class of a schema's record. A schema is foreign input, so Avro loads only classes it was told to trust; what
 * Avro's compiler generates (records, enums, fixed) is added here to its list for the whole JVM, and nothing else.
 */
final class GeneratedClasses {
    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), GenericContainer.class::isAssignableFrom));
    }

    private GeneratedClasses() {}

    /** The generated class of the record's full name, or null when there is none. */
    static @Nullable Class<?> recordClass(Schema schema) {
        try {
            Class<?> type = SpecificData.get().getClass(schema);
            return type != null && SpecificRecord.class.isAssignableFrom(type) ? type : null;
        } catch (SecurityException e) {
            return null; // a class of that name exists and is no Avro class
        }
    }
}
