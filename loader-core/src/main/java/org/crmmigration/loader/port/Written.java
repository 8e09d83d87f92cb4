package org.crmmigration.loader.port;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A confirmed write, or an object found.
 *
 * @param crmId the object's id in the CRM
 * @param written JSON object of the wire values as they stand after our write, for later three-way comparison
 * @param attributes what else is worth keeping in the ledger, for example {@code createdOptions}; no personal data
 * @param conflicts values a person changed, which were left as they are
 */
public record Written(String crmId, String written, Map<String, String> attributes, List<Conflict> conflicts) {

    /** A write without attributes or conflicts. */
    public static Written of(String crmId, String written) {
        return new Written(crmId, written, Map.of(), List.of());
    }

    /**
     * A field a person changed. Values are personal data: they go to the ledger topic and nowhere else, and are not
     * printed.
     *
     * @param field its logical name
     * @param ours what we wrote last or wanted to write, as text; null when it was nothing or is not known
     * @param theirs what the CRM holds
     * @param told whether an earlier outcome told of it and nothing became different since: it explains what stands, and is
     *     no news
     */
    public record Conflict(
            String field, @Nullable String ours, @Nullable String theirs, boolean told) {

        /** A conflict that nobody was told of. */
        public Conflict(String field, @Nullable String ours, @Nullable String theirs) {
            this(field, ours, theirs, false);
        }

        /** A conflict whose values are not told. */
        public Conflict(String field) {
            this(field, null, null);
        }

        @Override
        public String toString() {
            return "Conflict[" + field + "]";
        }
    }
}
