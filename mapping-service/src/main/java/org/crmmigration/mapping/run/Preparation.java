package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Entity;
import org.crmmigration.messaging.ledger.DestinationSchema.Field;
import org.crmmigration.messaging.ledger.DestinationSchema.Limit;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;

/** What an account lacks before a mapping's records can be moved into it. Nothing is written. */
public final class Preparation {

    private static final String RUN = "preparation";

    private final Clients clients;

    /** Over exports on one cluster. */
    public Preparation(Clients clients) {
        this.clients = clients;
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
        Generation generation = Surveyor.survey(clients, order, export);
        int first = order.mapping().phases().firstKey();
        List<ObjectCommand> commands = new ArrayList<>(generation.plan().vocabulary(RUN, first));
        new ExportReader(clients, order, generation)
                .phase(
                        first,
                        record -> generation.plan().commands(RUN, first, record).forEach(message -> {
                            if (message instanceof ObjectCommand command) {
                                commands.add(command);
                            }
                        }));
        return new Comparison(schema).of(commands);
    }

    /** Compares commands of the first phase with an account. */
    static final class Comparison {

        private final DestinationSchema schema;
        private final List<Step> steps = new ArrayList<>();
        private final List<String> byHand = new ArrayList<>();
        private final List<LimitCheck> limits = new ArrayList<>();

        Comparison(DestinationSchema schema) {
            this.schema = schema;
        }

        Outline of(List<ObjectCommand> commands) {
            commands.forEach(this::step);
            fieldLimits();
            return new Outline(steps, byHand, limits, count(Action.CREATE), count(Action.EXTEND));
        }

        private long count(Action action) {
            return steps.stream().filter(step -> step.action() == action).count();
        }

        private void step(ObjectCommand command) {
            switch (command.key().objectType()) {
                case "field" -> field(command);
                case "labels" -> labels(command);
                case "pipeline" -> {
                    boolean there = schema.pipelines().stream()
                            .anyMatch(pipeline -> pipeline.name().equals(text(command, "name")));
                    add(there ? Action.STANDS : Action.CREATE, command, "deal", text(command, "name"), "pipeline");
                }
                case "table" -> {
                    String entity = text(command, "entity");
                    boolean there = schema.entity(entity).isPresent();
                    add(there ? Action.STANDS : Action.CREATE, command, entity, entity, "table");
                }
                default ->
                    add(
                            Action.CREATE,
                            command,
                            "",
                            text(command, "name"),
                            command.key().objectType());
            }
        }

        private void field(ObjectCommand command) {
            String entity = text(command, "entity");
            String name = text(command, "name");
            String type = text(command, "type");
            Optional<Field> there = schema.entity(entity).flatMap(found -> found.customField(name));
            if (there.isEmpty()) {
                add(
                        Action.CREATE,
                        command,
                        entity,
                        name,
                        type + options(texts(command, "options").size()));
                options(name, texts(command, "options").size());
            } else if (!there.get().type().equals(type)) {
                add(
                        Action.BY_HAND,
                        command,
                        entity,
                        name,
                        "has type " + there.get().type() + ", " + type + " is wanted");
                byHand.add(("The account has a custom field \"%s\" of %s with type %s, and %s is needed. Open the"
                                + " CRM's settings for data fields of %s and rename that field, or give ours another"
                                + " name in the mapping (entities: %s: custom: %s: name), then prepare again.")
                        .formatted(name, entity, there.get().type(), type, entity, entity, slug(command)));
            } else {
                extend(command, entity, name, there.get(), texts(command, "options"));
            }
        }

        private void labels(ObjectCommand command) {
            String entity = text(command, "entity");
            List<String> names = texts(command, "names");
            Optional<Field> field = schema.entity(entity).flatMap(Comparison::labelField);
            if (field.isEmpty()) {
                add(Action.CREATE, command, entity, "labels", names.size() + " labels");
                options("labels of " + entity, names.size());
            } else {
                extend(command, entity, "labels", field.get(), names);
            }
        }

        private void extend(ObjectCommand command, String entity, String name, Field field, List<String> wanted) {
            long missing =
                    wanted.stream().filter(label -> !field.hasOption(label)).count();
            add(
                    missing == 0 ? Action.STANDS : Action.EXTEND,
                    command,
                    entity,
                    name,
                    missing == 0 ? field.type() : missing + " of " + wanted.size() + " options are added");
            options(name, field.options().size() + missing);
        }

        private static Optional<Field> labelField(Entity entity) {
            String key = entity.labelField();
            return key == null ? Optional.empty() : entity.field(key);
        }

        private void options(String subject, long needed) {
            limit(Limit.OPTIONS)
                    .filter(limit -> limit.allowed() != null && needed > 0)
                    .ifPresent(limit -> {
                        long allowed = limit.allowed() == null ? Long.MAX_VALUE : limit.allowed();
                        if (needed > allowed / 2) {
                            limits.add(new LimitCheck(
                                    Limit.OPTIONS,
                                    subject,
                                    needed,
                                    allowed,
                                    needed > allowed,
                                    "Map fewer tags and lists to labels, or make this a text field."));
                        }
                    });
        }

        private void fieldLimits() {
            schema.limits().stream()
                    .filter(limit -> limit.name().equals(Limit.CUSTOM_FIELDS))
                    .forEach(limit -> {
                        Long allowed = limit.allowed();
                        Long used = limit.used();
                        if (allowed != null && used != null) {
                            long made = steps.stream()
                                    .filter(step -> step.action() == Action.CREATE
                                            && step.object().startsWith("field|")
                                            && (limit.entity() == null
                                                    || step.entity().equals(limit.entity())))
                                    .count();
                            limits.add(
                                    new LimitCheck(
                                            limit.name(),
                                            limit.explanation(),
                                            used + made,
                                            allowed,
                                            used + made > allowed,
                                            "Take fields away in the mapping (entities: <entity>: custom: <slug>: ~), delete"
                                                    + " unused fields in the account, or have the customer buy a larger plan."));
                        }
                    });
        }

        private Optional<Limit> limit(String name) {
            return schema.limits().stream()
                    .filter(limit -> limit.name().equals(name))
                    .findFirst();
        }

        private void add(Action action, ObjectCommand command, String entity, String name, String detail) {
            steps.add(new Step(action, command.key().toString(), entity, name, detail));
        }

        private static String slug(ObjectCommand command) {
            String key = command.key().sourceKey();
            return key.substring(key.lastIndexOf(':') + 1);
        }

        private static String options(int count) {
            return count == 0 ? "" : " with " + count + " options";
        }

        private static String text(ObjectCommand command, String field) {
            return ValueText.readable(command.fields().getOrDefault(field, Value.NOTHING));
        }

        private static List<String> texts(ObjectCommand command, String field) {
            return command.fields().get(field) instanceof Value.Texts list ? list.texts() : List.of();
        }
    }
}
