package org.crmmigration.mapping.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.mapping.plan.Survey;
import org.crmmigration.mapping.run.Generation.Section;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage;
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
    private boolean inside;
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
            try (Belt<ConsumerRecord<String, byte[]>> read = reader.ahead(-1, Long.MAX_VALUE)) {
                read.each(record -> surveyor.visit(reader, record));
            }
            return surveyor.generation();
        }
    }

    private Generation generation() {
        if (survey == null || completed < 0) {
            throw new ExportMissing(order.migration().migration(), export);
        }
        return new Generation(export, began, completed, List.copyOf(sections.values()), survey.plan());
    }

    /** The key of an export's markers is the export; what stands before them is not decoded. */
    private boolean visit(TopicReader reader, ConsumerRecord<String, byte[]> record) {
        inside |= export.equals(record.key());
        RecordMessage message = inside ? reader.message(record) : null;
        if (message != null && message.export().equals(export)) {
            see(message, record.offset());
        }
        return completed < 0;
    }

    private void see(RecordMessage message, long offset) {
        switch (message) {
            case ExportBegan opening -> {
                began = offset;
                sections.clear();
                survey = new Survey(order.mapping(), order.zone(), opening.at(), order.hash());
            }
            case SourceRecord source -> see(source, offset);
            case ExportCompleted _ -> completed = offset;
        }
    }

    private void see(SourceRecord source, long offset) {
        if (survey != null) {
            sections.merge(
                    source.kind(),
                    new Section(Set.of(source.kind()), offset, offset + 1),
                    (old, now) -> new Section(old.kinds(), old.from(), now.to()));
            survey.see(source);
        }
    }
}
