package org.crmmigration.mapping.run;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.kafka.Clients;

/**
 * What the commands topic itself tells of a run, for the case that committed progress does not tell whether it is new: the
 * first of a migration, one whose committed offset expired, one that another followed. A run that had ended is not written
 * again; one that had begun begins anew with a higher attempt, which replaces the phases written before.
 */
final class RunHistory {

    private final String run;
    private final Set<String> others = new LinkedHashSet<>();
    private int attempts;
    private boolean ended;

    private RunHistory(String run) {
        this.run = run;
    }

    static RunHistory of(Clients clients, MigrationDefined migration, String run) {
        RunHistory history = new RunHistory(run);
        try (TopicReader reader = new TopicReader(clients, migration.topics().commands())) {
            reader.read(-1, record -> history.visit(reader, record));
        }
        return history;
    }

    Progress progress(int firstPhase) {
        Progress begin = Progress.begin(run, firstPhase, attempts + 1, Earlier.all(others));
        return ended ? begin.end(Map.of()) : begin;
    }

    private boolean visit(TopicReader reader, ConsumerRecord<String, byte[]> record) {
        String word = TopicReader.header(record, Said.MSG);
        if (word.equals(Said.RUN) && !run.equals(record.key())) {
            others.add(record.key());
        }
        if (run.equals(record.key()) && (word.equals("began") || word.equals(Said.RUN))) {
            CommandMessage message = CommandCodec.fromAvro(reader.decoded(record));
            if (message instanceof PhaseBegan began) {
                attempts = Math.max(attempts, began.attempt());
            }
            ended |= message instanceof RunEnded;
        }
        return !ended;
    }
}
