package org.crmmigration.mapping.run;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.kafka.Clients;

/** Which mapping was run last over a whole export, as the commands topic tells. */
public final class LastRun {

    private final Clients clients;

    /** Of migrations on one cluster. */
    public LastRun(Clients clients) {
        this.clients = clients;
    }

    /** Its version; empty before the first such run, and once everything was taken back. */
    public Optional<Integer> version(MigrationDefined migration) {
        try (TopicReader reader = new TopicReader(clients, migration.topics().commands())) {
            Found found = new Found(reader);
            reader.read(-1, found::visit);
            return found.version;
        }
    }

    private static final class Found {
        private final TopicReader reader;
        private Optional<Integer> version = Optional.empty();

        Found(TopicReader reader) {
            this.reader = reader;
        }

        private boolean visit(ConsumerRecord<String, byte[]> record) {
            if (TopicReader.header(record, Said.MSG).equals(Said.RUN)
                    && CommandCodec.fromAvro(reader.decoded(record)) instanceof RunBegan began) {
                note(began.scope(), began.mappingVersion());
            }
            return true;
        }

        private void note(RunScope scope, int ran) {
            switch (scope.reach()) {
                case EVERYTHING -> version = Optional.of(ran);
                case ROLLBACK -> version = scope.whole() ? Optional.empty() : version;
                case PREPARATION, SAMPLE, RETRY, VERIFICATION -> {}
            }
        }
    }
}
