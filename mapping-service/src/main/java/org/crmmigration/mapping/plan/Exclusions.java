package org.crmmigration.mapping.plan;

import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.Exclusion;
import org.crmmigration.mapping.rule.Source;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/** Why the mapping wants nothing made of a record, whatever rules there are. */
final class Exclusions {

    private static final Mapped.Excluded VANISHED =
            new Mapped.Excluded("vanished", "No longer part of the source; what stands in the CRM is left alone.");
    private static final Mapped.Excluded LEFT_OUT =
            new Mapped.Excluded("choice", "The mapping leaves this custom field out, or a rule of its own carries it.");

    private final Mapping mapping;

    Exclusions(Mapping mapping) {
        this.mapping = mapping;
    }

    /** The first reason that applies; {@code null} when none does. */
    Mapped.@Nullable Excluded of(SourceRecord record, Source source) {
        if (record.change() == Change.VANISHED) {
            return VANISHED;
        }
        for (String flag : record.flags()) {
            if (mapping.suppress().contains(flag)) {
                return new Mapped.Excluded(flag, "The mapping leaves out records with this flag (suppress).");
            }
        }
        if (isLeftOut(record)) {
            return LEFT_OUT;
        }
        for (Exclusion exclusion : mapping.exclusions()) {
            if (exclusion.source() == record.kind() && exclusion.when().holds(source)) {
                return new Mapped.Excluded(exclusion.reason(), exclusion.because());
            }
        }
        return null;
    }

    private boolean isLeftOut(SourceRecord record) {
        return record.kind() == Kind.CUSTOM_FIELD
                && mapping.customFields() != null
                && record.fields().get("identifier") instanceof Value.Text identifier
                && mapping.customFields().leaveOut().contains(identifier.text());
    }
}
