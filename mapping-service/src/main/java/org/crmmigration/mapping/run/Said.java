package org.crmmigration.mapping.run;

import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordCodec;

/**
 * Messages as Kafka records: key, header {@code msg} (command, began, ended, excluded, run, mapping) and header
 * {@code phase} where there is one, so that readers can skip without decoding.
 */
final class Said {

    static final String MSG = "msg";
    static final String PHASE = "phase";
    static final String MAPPING = "mapping";
    static final String RUN = "run";

    private Said() {}

    static ProducerRecord<String, SpecificRecord> on(String topic, CommandMessage message) {
        return on(topic, message, CommandCodec.toAvro(message));
    }

    /**
     * A message in some form.
     *
     * @param value what it is sent as
     */
    static <V> ProducerRecord<String, V> on(String topic, CommandMessage message, V value) {
        return switch (message) {
            case ObjectCommand m -> record(topic, m.key().toString(), "command", m.phase(), value);
            case RecordExcluded m -> record(topic, m.sourceKey(), "excluded", -1, value);
            case MappingText _ -> record(topic, MAPPING, MAPPING, -1, value);
            case RunBegan m -> record(topic, m.run(), RUN, -1, value);
            case PhaseBegan m -> record(topic, m.run(), "began", m.phase(), value);
            case PhaseEnded m -> record(topic, m.run(), "ended", m.phase(), value);
            case RunEnded m -> record(topic, m.run(), RUN, -1, value);
        };
    }

    static ProducerRecord<String, SpecificRecord> on(String topic, Finding finding) {
        String column = finding.column().isEmpty() ? "" : ":" + finding.column();
        String key = finding.file() + ":" + finding.row() + ":" + finding.rule() + column;
        return new ProducerRecord<>(topic, 0, key, RecordCodec.toAvro(finding));
    }

    private static <V> ProducerRecord<String, V> record(String topic, String key, String word, int phase, V value) {
        ProducerRecord<String, V> record = new ProducerRecord<>(topic, 0, key, value);
        Headers headers = record.headers();
        headers.add(MSG, word.getBytes(StandardCharsets.UTF_8));
        if (phase >= 0) {
            headers.add(PHASE, Integer.toString(phase).getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }
}
