package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.kafka.Clients;

/**
 * A migration's confirmed mappings and its runs, as the commands topic tells of them.
 *
 * @param texts by version
 * @param runs in their order
 */
record PastRuns(Map<Integer, MappingText> texts, List<RunBegan> runs) {

    static PastRuns read(Clients clients, MigrationDefined migration) {
        PastRuns past = new PastRuns(new HashMap<>(), new ArrayList<>());
        try (TopicReader reader = new TopicReader(clients, migration.topics().commands())) {
            reader.read(-1, record -> past.visit(reader, record));
        }
        return past;
    }

    private boolean visit(TopicReader reader, ConsumerRecord<String, byte[]> record) {
        String word = TopicReader.header(record, Said.MSG);
        if (word.equals(Said.MAPPING) || word.equals(Said.RUN)) {
            CommandMessage message = CommandCodec.fromAvro(reader.decoded(record));
            if (message instanceof MappingText text) {
                texts.put(text.version(), text);
            } else if (message instanceof RunBegan began) {
                runs.add(began);
            }
        }
        return true;
    }
}
