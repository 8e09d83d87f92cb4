package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.crmmigration.mapping.run.Generation.Section;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.command.PhaseChecksum;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/** One phase of a run: reads the sections it needs and commits what it makes of them chunk by chunk. */
final class Pass {

    private final Topics topics;
    private final Generation generation;
    private final Selection selection;
    private final CommandLog log;
    private final int chunk;
    private final Map<String, Long> excluded;
    private final PhaseChecksum checksum;
    private final List<ProducerRecord<String, byte[]>> pending = new ArrayList<>();
    private final String run;
    private final int phase;
    private Progress progress;

    Pass(Topics topics, Generation generation, Selection selection, CommandLog log, int chunk, Progress progress) {
        this.topics = topics;
        this.generation = generation;
        this.selection = selection;
        this.log = log;
        this.chunk = chunk;
        this.progress = progress;
        this.run = progress.run();
        this.phase = progress.phase();
        this.excluded = new HashMap<>(progress.excluded());
        this.checksum = new PhaseChecksum(progress.commands(), progress.checksum());
    }

    /** Says the phase's first words; committed with the first chunk. */
    void open(List<CommandMessage> opening, List<Finding> findings) {
        opening.forEach(this::say);
        findings.forEach(finding -> pending.add(log.encoded(Said.on(topics.findings(), finding))));
        generation.plan().vocabulary(progress.run(), progress.phase()).forEach(this::say);
    }

    /** Reads the records that are left. */
    void read(TopicReader reader) {
        for (Section section : generation.sections(progress.phase())) {
            long from = Math.max(section.from(), progress.next());
            if (from < section.to()) {
                try (Belt<ConsumerRecord<String, byte[]>> read = reader.ahead(from, section.to());
                        Belt<Sayings> made = new Belt<>(
                                "make-ahead",
                                belt -> read.each(record -> belt.put(sayings(reader, record, section))))) {
                    made.each(this::take);
                }
            }
        }
    }

    long commands() {
        return checksum.count();
    }

    String checksum() {
        return checksum.text();
    }

    Map<String, Long> excluded() {
        return excluded;
    }

    /** Says the phase's last words, in one transaction with what is pending and the progress beyond it. */
    void close(List<CommandMessage> closing, Progress beyond) {
        closing.forEach(this::say);
        log.commit(pending, beyond, beyond.finished() ? generation.completed() + 1 : generation.began());
        pending.clear();
    }

    /** Messages of a record, ready to be sent. */
    private record Sayings(long next, List<Saying> messages) {}

    private record Saying(CommandMessage message, ProducerRecord<String, byte[]> encoded) {}

    /** Maps a record, hashes and encodes what comes of it; on a thread of its own. */
    private Sayings sayings(TopicReader reader, ConsumerRecord<String, byte[]> record, Section section) {
        List<Saying> sayings = new ArrayList<>();
        if (reader.message(record) instanceof SourceRecord source
                && section.kinds().contains(source.kind())
                && source.export().equals(generation.export())
                && selection.takes(source, phase)) {
            for (CommandMessage message : generation.plan().commands(run, phase, source)) {
                if (selection.says(message, source)) {
                    sayings.add(saying(selection.refinement().of(message, source)));
                }
            }
        }
        return new Sayings(record.offset() + 1, sayings);
    }

    private Saying saying(CommandMessage message) {
        return new Saying(message, log.encoded(topics.commands(), message));
    }

    private boolean take(Sayings sayings) {
        sayings.messages().forEach(this::say);
        if (pending.size() >= chunk) {
            commit(sayings.next());
        }
        return true;
    }

    private void say(CommandMessage message) {
        say(saying(message));
    }

    private void say(Saying saying) {
        if (saying.message() instanceof ObjectCommand command) {
            checksum.add(command);
        } else if (saying.message() instanceof RecordExcluded record) {
            excluded.merge(record.reason(), 1L, Long::sum);
        }
        pending.add(saying.encoded());
    }

    private void commit(long next) {
        progress = progress.at(next, checksum.count(), checksum.text(), excluded);
        log.commit(pending, progress, next);
        pending.clear();
    }
}
