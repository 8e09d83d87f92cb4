package org.crmmigration.mapping.run;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
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
        PastRuns past = PastRuns.read(clients, migration);
        int version = 0;
        for (RunBegan run : past.runs()) {
            RunScope scope = run.scope();
            if (scope.reach() == Reach.EVERYTHING) {
                version = run.mappingVersion();
            } else if (scope.reach() == Reach.ROLLBACK && scope.whole()) {
                version = 0;
            }
        }
        return Optional.ofNullable(past.texts().get(version));
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
