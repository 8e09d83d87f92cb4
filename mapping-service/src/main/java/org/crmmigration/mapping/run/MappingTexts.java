package org.crmmigration.mapping.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.kafka.Clients;
import org.jspecify.annotations.Nullable;

/** Reads confirmed mappings back from the commands topic. */
public final class MappingTexts {

    private final Clients clients;

    /** Texts on one cluster. */
    public MappingTexts(Clients clients) {
        this.clients = clients;
    }

    /** The text of a confirmed version: at the offset the confirmation names, else wherever it stands. */
    public Optional<MappingText> find(MigrationDefined migration, MappingConfirmed confirmed, int version) {
        try (TopicReader reader = new TopicReader(clients, migration.topics().commands())) {
            Search search = new Search(reader, version);
            reader.read(version == confirmed.version() ? confirmed.commandsOffset() : -1, search::visit);
            return Optional.ofNullable(search.found);
        }
    }

    /** What the last run over everything was made with; empty when there was none, or all of it was taken back since. */
    public Optional<MappingText> lastRun(MigrationDefined migration) {
        try (TopicReader reader = new TopicReader(clients, migration.topics().commands())) {
            Runs runs = new Runs(reader);
            reader.read(-1, runs::visit);
            return Optional.ofNullable(runs.texts.get(runs.version));
        }
    }

    private static final class Runs {
        private final TopicReader reader;
        private final Map<Integer, MappingText> texts = new HashMap<>();
        private int version;

        Runs(TopicReader reader) {
            this.reader = reader;
        }

        boolean visit(ConsumerRecord<String, byte[]> record) {
            String word = TopicReader.header(record, Said.MSG);
            if (word.equals(Said.MAPPING) || word.equals(Said.RUN)) {
                CommandMessage message = CommandCodec.fromAvro(reader.decoded(record));
                if (message instanceof MappingText text) {
                    texts.put(text.version(), text);
                } else if (message instanceof RunBegan began) {
                    note(began);
                }
            }
            return true;
        }

        private void note(RunBegan began) {
            if (began.scope().reach() == RunScope.Reach.EVERYTHING) {
                version = began.mappingVersion();
            } else if (began.scope().reach() == RunScope.Reach.ROLLBACK
                    && began.scope().whole()) {
                version = 0;
            }
        }
    }

    private static final class Search {
        private final TopicReader reader;
        private final int version;
        private @Nullable MappingText found;

        Search(TopicReader reader, int version) {
            this.reader = reader;
            this.version = version;
        }

        boolean visit(ConsumerRecord<String, byte[]> record) {
            if (TopicReader.header(record, Said.MSG).equals(Said.MAPPING)
                    && CommandCodec.fromAvro(reader.decoded(record)) instanceof MappingText text
                    && text.version() == version) {
                found = text;
            }
            return found == null;
        }
    }
}
