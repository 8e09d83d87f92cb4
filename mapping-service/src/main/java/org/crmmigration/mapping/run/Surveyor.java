package org.crmmigration.mapping.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.mapping.plan.Survey;
import org.crmmigration.mapping.plan.Survey.Look;
import org.crmmigration.mapping.run.Generation.Section;
import org.crmmigration.mapping.run.ReadAhead.Decoded;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Finds an export on the records topic and surveys it in the same pass; what belongs to other exports is not decoded. */
final class Surveyor {

    private final Order order;
    private final String export;
    private final Map<Kind, Section> sections = new EnumMap<>(Kind.class);
    private @Nullable Survey survey;
    private long began;
    private long completed = -1;

    private Surveyor(Order order, String export) {
        this.order = order;
        this.export = export;
    }

    /**
     * Surveys an export.
     *
     * @throws ExportMissing when the topic does not hold the whole of it
     */
    static Generation survey(Clients clients, Order order, String export) {
        try (TopicReader reader =
                new TopicReader(clients, order.migration().topics().records())) {
            Surveyor surveyor = new Surveyor(order, export);
            Wanted wanted = surveyor.new Wanted();
            new ReadAhead<>(
                            reader,
                            record -> wanted.test(record)
                                    ? Optional.of(ReadAhead.decoded(reader, record))
                                    : Optional.<Decoded>empty(),
                            surveyor.new Looks())
                    .read(-1, Long.MAX_VALUE, surveyor::visit);
            return surveyor.generation();
        }
    }

    private Generation generation() {
        if (survey == null || completed < 0) {
            throw new ExportMissing(order.migration().migration(), export);
        }
        return new Generation(export, began, completed, List.copyOf(sections.values()), survey.plan());
    }

    /** Markers of the export and what stands between them; asked on the reading thread. */
    private final class Wanted implements Predicate<ConsumerRecord<String, byte[]>> {
        private boolean inside;

        @Override
        public boolean test(ConsumerRecord<String, byte[]> record) {
            String word = TopicReader.header(record, Said.MSG);
            boolean marker = word.equals("began") || word.equals("completed");
            if (marker && export.equals(record.key())) {
                inside = true;
                return true;
            }
            return !marker && inside;
        }
    }

    /**
     * A message of the export.
     *
     * @param survey the one it belongs to; absent before the first
     * @param look what the rules make of a record; absent where it is none of the export's
     */
    private record Step(
            Decoded decoded,
            @Nullable Survey survey,
            @Nullable Look look) {}

    /** Begins surveys and maps their records, on a thread of its own. */
    private final class Looks implements Function<Decoded, Step> {
        private @Nullable Survey begun;

        @Override
        public Step apply(Decoded decoded) {
            if (decoded.message() instanceof ExportBegan opening) {
                begun = new Survey(order.mapping(), order.zone(), opening.at(), order.hash());
            }
            Survey now = begun;
            boolean ours = decoded.message() instanceof SourceRecord source
                    && source.export().equals(export);
            Look look = now != null && ours ? now.map((SourceRecord) decoded.message()) : null;
            return new Step(decoded, now, look);
        }
    }

    private boolean visit(Step step) {
        long offset = step.decoded().offset();
        switch (step.decoded().message()) {
            case ExportBegan _ -> {
                began = offset;
                sections.clear();
                survey = step.survey();
            }
            case SourceRecord source -> see(source, step, offset);
            case ExportCompleted _ -> completed = offset;
        }
        return completed < 0;
    }

    private void see(SourceRecord source, Step step, long offset) {
        if (step.survey() != null && step.look() != null) {
            sections.merge(
                    source.kind(),
                    new Section(Set.of(source.kind()), offset, offset + 1),
                    (old, now) -> new Section(old.kinds(), old.from(), now.to()));
            step.survey().see(step.look());
        }
    }
}
