package org.crmmigration.mapping.plan;

import java.util.List;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What a record leads to in one phase, before it is said: {@link Plan#commands} says it. */
public final class Contribution {

    private final SourceRecord record;
    private final List<Draft> drafts;
    private final Mapped.@Nullable Excluded excluded;

    Contribution(SourceRecord record, List<Draft> drafts, Mapped.@Nullable Excluded excluded) {
        this.record = record;
        this.drafts = drafts;
        this.excluded = excluded;
    }

    /** The record. */
    public SourceRecord record() {
        return record;
    }

    List<Draft> drafts() {
        return drafts;
    }

    /** Why the record leads to nothing in any phase; absent elsewhere. */
    Mapped.@Nullable Excluded excluded() {
        return excluded;
    }
}
