package org.crmmigration.mapping.propose;

import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.ledger.DestinationSchema;

/**
 * A field of the destination that could take a field of the export.
 *
 * @param confidence from 0 to 1
 * @param reasons why, in words for people
 * @param losses what would be lost, for example {@code 412 values longer than 255 are cut}
 * @param values values of the export to the existing options that mean the same, where the spelling differs
 */
public record Candidate(
        DestinationSchema.Field field,
        double confidence,
        List<String> reasons,
        List<String> losses,
        Map<String, String> values) {}
