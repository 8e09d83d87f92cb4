package org.crmmigration.mapping.rule;

import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as expressions see it.
 *
 * @param item the element at hand, in a rule that makes one object of each element of a list field
 * @param number the element's place, from 1; 0 without an element
 */
public record Source(
        SourceRecord record,
        Surroundings surroundings,
        @Nullable String item,
        int number) {

    /** The record as a whole. */
    public static Source of(SourceRecord record, Surroundings surroundings) {
        return new Source(record, surroundings, null, 0);
    }

    /** The same record at one element of a list field. */
    public Source at(String element, int place) {
        return new Source(record, surroundings, element, place);
    }
}
