package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.DestinationSchema;

/** What an account lacks before a mapping's records can be moved into it. Nothing is written. */
public final class Preparation {

    private static final String RUN = "preparation";

    private final Surveys surveys;

    /** Over exports that these surveys are of. */
    public Preparation(Surveys surveys) {
        this.surveys = surveys;
    }

    /** What becomes of a vocabulary object. */
    public enum Action {
        /** The account has nothing of the kind; it is made. */
        CREATE,
        /** It is there and lacks options; they are added. */
        EXTEND,
        /** It is there as wanted. */
        STANDS,
        /** It is there and is something else; a person has to decide. */
        BY_HAND
    }

    /**
     * One object of the vocabulary.
     *
     * @param object its key
     * @param name as people of the CRM will see it
     * @param detail type, or how many options are added
     */
    public record Step(Action action, String object, String entity, String name, String detail) {}

    /**
     * A bound of the plan and how it would stand after the preparation.
     *
     * @param exceeded whether the CRM would refuse
     */
    public record LimitCheck(String name, String subject, long needed, long allowed, boolean exceeded, String advice) {}

    /**
     * The plan.
     *
     * @param byHand what a person has to do, step by step
     */
    public record Outline(List<Step> steps, List<String> byHand, List<LimitCheck> limits, long created, long extended) {

        /** Whether everything can be done without a person. */
        public boolean clear() {
            return byHand.isEmpty() && limits.stream().noneMatch(LimitCheck::exceeded);
        }
    }

    /** Compares the first phase of the mapping over an export with the account. */
    public Outline of(Order order, String export, DestinationSchema schema) {
        Generation generation = surveys.of(order, export);
        int first = order.mapping().phases().firstKey();
        List<ObjectCommand> commands = new ArrayList<>(generation.plan().vocabulary(RUN, first));
        new ExportReader(surveys.clients(), order, generation)
                .phase(
                        first,
                        record -> generation.plan().commands(RUN, first, record).forEach(message -> {
                            if (message instanceof ObjectCommand command) {
                                commands.add(command);
                            }
                        }));
        return new Comparison(schema, order.mapping().columns()).of(commands);
    }
}
