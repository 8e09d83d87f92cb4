package org.crmmigration.loader.port;

import java.util.List;
import java.util.Map;

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

    /** A field a person changed: its logical name. Values stay out of logs and messages. */
    public record Conflict(String field) {}
}
