package org.crmmigration.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.crmmigration.messaging.registry.CompatibilityLevel;

/** Judges a new version of a subject against its earlier ones by Avro's own rules of schema resolution. */
final class CompatibilityCheck {
    private CompatibilityCheck() {}

    /**
     * What speaks against the candidate; nothing when it is compatible.
     *
     * @param earlier the subject's versions, oldest first; only the last one counts unless the level is transitive
     */
    static List<String> complaints(Schema candidate, List<Schema> earlier, CompatibilityLevel level) {
        List<Schema> counted =
                level.transitive() || earlier.isEmpty() ? earlier : List.of(earlier.get(earlier.size() - 1));
        List<String> complaints = new ArrayList<>();
        for (Schema other : counted.reversed()) {
            if (level.backward()) {
                complaints(candidate, other, "new").forEach(complaints::add);
            }
            if (level.forward()) {
                complaints(other, candidate, "old").forEach(complaints::add);
            }
        }
        return complaints;
    }

    private static Stream<String> complaints(Schema reader, Schema writer, String readerName) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(found -> "{errorType:'" + found.getType() + "', description:'The " + readerName
                        + " schema cannot read the other at path " + found.getLocation() + "', additionalInfo:'"
                        + found.getMessage() + "'}");
    }
}
