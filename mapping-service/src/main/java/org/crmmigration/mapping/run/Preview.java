package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.mapping.run.Generation.Section;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/** What a run would say, without saying it: nothing is written anywhere. One preview at a time. */
public final class Preview {

    private static final String RUN = "preview";
    private static final int EXAMPLES = 10;
    private static final int EXAMPLES_OF_A_TYPE = 2;

    private final Surveys surveys;
    private final ReentrantLock turn = new ReentrantLock();

    /** Previews over exports that these surveys are of. */
    public Preview(Surveys surveys) {
        this.surveys = surveys;
    }

    /**
     * The outcome of a preview.
     *
     * @param commands object type to count
     * @param phases phase to count
     * @param excluded reason to count
     * @param vocabulary fields and labels that would be made
     * @param examples a few commands with their values: personal data, for the caller alone
     */
    public record Outcome(
            Map<String, Long> commands,
            Map<Integer, Long> phases,
            Map<String, Long> excluded,
            List<ObjectCommand> vocabulary,
            List<ObjectCommand> examples,
            List<Finding> findings) {}

    /**
     * Maps an export without writing.
     *
     * @throws ExportMissing when the topic does not hold the whole of it
     */
    public Outcome of(Order order, String export) {
        turn.lock();
        try {
            return new Tally(order, surveys.of(order, export)).outcome();
        } finally {
            turn.unlock();
        }
    }

    private final class Tally {
        private final Order order;
        private final Generation generation;
        private final Map<String, Long> commands = new TreeMap<>();
        private final Map<Integer, Long> phases = new TreeMap<>();
        private final Map<String, Long> excluded = new TreeMap<>();
        private final List<ObjectCommand> vocabulary = new ArrayList<>();
        private final List<ObjectCommand> examples = new ArrayList<>();

        Tally(Order order, Generation generation) {
            this.order = order;
            this.generation = generation;
        }

        Outcome outcome() {
            try (TopicReader reader = new TopicReader(
                    surveys.clients(), order.migration().topics().records())) {
                for (int phase : order.mapping().phases().keySet()) {
                    generation.plan().vocabulary(RUN, phase).forEach(command -> {
                        vocabulary.add(command);
                        count(command);
                    });
                    for (Section section : generation.sections(phase)) {
                        reader.read(section.from(), record -> visit(reader, record, section, phase));
                    }
                }
            }
            return new Outcome(
                    commands,
                    phases,
                    excluded,
                    vocabulary,
                    examples,
                    generation.plan().findings(generation.export()));
        }

        private boolean visit(TopicReader reader, ConsumerRecord<String, byte[]> record, Section section, int phase) {
            if (record.offset() >= section.to()) {
                return false;
            }
            if (reader.message(record) instanceof SourceRecord source
                    && section.kinds().contains(source.kind())) {
                generation.plan().commands(RUN, phase, source).forEach(this::tell);
            }
            return true;
        }

        private void tell(CommandMessage message) {
            if (message instanceof ObjectCommand command) {
                count(command);
                long same = commands.getOrDefault(command.key().objectType(), 0L);
                if (same <= EXAMPLES_OF_A_TYPE && examples.size() < EXAMPLES) {
                    examples.add(command);
                }
            } else if (message instanceof RecordExcluded record) {
                excluded.merge(record.reason(), 1L, Long::sum);
            }
        }

        private void count(ObjectCommand command) {
            commands.merge(command.key().objectType(), 1L, Long::sum);
            phases.merge(command.phase(), 1L, Long::sum);
        }
    }
}
