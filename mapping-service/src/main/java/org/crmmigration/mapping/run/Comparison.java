package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.crmmigration.mapping.run.Preparation.Action;
import org.crmmigration.mapping.run.Preparation.Outline;
import org.crmmigration.mapping.run.Preparation.Step;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Entity;
import org.crmmigration.messaging.ledger.DestinationSchema.Field;
import org.crmmigration.messaging.ledger.DestinationSchema.Pipeline;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;

/** Compares commands of the first phase with an account. */
final class Comparison {

    private final DestinationSchema schema;
    private final boolean columns;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> byHand = new ArrayList<>();
    private final LimitChecks limits;
    /** Keys of pipelines to their names; stages come after their pipeline. */
    private final Map<String, String> pipelines = new HashMap<>();

    /**
     * @param columns whether the account finds custom fields by column
     */
    Comparison(DestinationSchema schema, boolean columns) {
        this.schema = schema;
        this.columns = columns;
        this.limits = new LimitChecks(schema);
    }

    Outline of(List<ObjectCommand> commands) {
        commands.forEach(this::step);
        limits.fields(steps);
        return new Outline(steps, byHand, limits.found(), count(Action.CREATE), count(Action.EXTEND));
    }

    private long count(Action action) {
        return steps.stream().filter(step -> step.action() == action).count();
    }

    private void step(ObjectCommand command) {
        switch (command.key().objectType()) {
            case "field" -> field(command);
            case "labels" -> labels(command);
            case "pipeline" -> {
                pipelines.put(command.key().toString(), text(command, "name"));
                boolean there = pipelines(text(command, "name")).findAny().isPresent();
                add(there ? Action.STANDS : Action.CREATE, command, "deal", text(command, "name"), "pipeline");
            }
            case "stage" -> {
                String name = text(command, "name");
                boolean there = pipelines(pipelines.getOrDefault(text(command, "pipeline"), ""))
                        .flatMap(pipeline -> pipeline.stages().stream())
                        .anyMatch(stage -> stage.name().equals(name));
                add(there ? Action.STANDS : Action.CREATE, command, "deal", name, "stage");
            }
            case "table" -> {
                String entity = text(command, "entity");
                boolean there = schema.entity(entity).isPresent();
                add(there ? Action.STANDS : Action.CREATE, command, entity, entity, "table");
            }
            case "user" -> {
                String email = text(command, "owner");
                boolean there = schema.users().stream()
                        .anyMatch(user -> user.email().equals(email.strip().toLowerCase(Locale.ROOT)));
                add(there ? Action.STANDS : Action.CREATE, command, "", email, "user, by invitation");
            }
            default -> {
                String type = command.key().objectType();
                boolean there = schema.has(type, text(command, "name"));
                add(there ? Action.STANDS : Action.CREATE, command, "", text(command, "name"), type);
            }
        }
    }

    private Stream<Pipeline> pipelines(String name) {
        return schema.pipelines().stream().filter(pipeline -> pipeline.name().equals(name));
    }

    private void field(ObjectCommand command) {
        String entity = text(command, "entity");
        String name = text(command, "name");
        String type = text(command, "type");
        String column = command.fields().containsKey("column") ? text(command, "column") : "";
        Optional<Field> there = schema.entity(entity)
                .flatMap(found -> columns ? ofColumn(found, column, slug(command)) : found.customField(name));
        if (there.isEmpty() && !column.isEmpty()) {
            add(Action.BY_HAND, command, entity, name, "there is no column " + column);
            byHand.add(
                    ("The account has no column %s of %s. Make it there with type %s, correct its name in the mapping"
                                    + " (entities: %s: custom: %s: column), or take that key out and a column of ours is made;"
                                    + " then prepare again.")
                            .formatted(column, entity, type, entity, slug(command)));
        } else if (there.isEmpty()) {
            add(
                    Action.CREATE,
                    command,
                    entity,
                    name,
                    type + options(texts(command, "options").size()));
            limits.options(name, texts(command, "options").size());
        } else if (!there.get().type().equals(type)) {
            add(Action.BY_HAND, command, entity, name, "has type " + there.get().type() + ", " + type + " is wanted");
            byHand.add(otherType(entity, slug(command), there.get(), type));
        } else {
            extend(command, entity, name, there.get(), texts(command, "options"));
        }
    }

    /** A column keeps its name whatever people call it, so it cannot be put out of the way by renaming. */
    private String otherType(String entity, String slug, Field there, String type) {
        return columns
                ? ("The account has the column %s of %s with type %s, and %s is needed. Say that type in the mapping"
                                + " (entities: %s: custom: %s: type) if the values fit it, name another column there"
                                + " (column), or, if its values may go, delete it under Tables, %s, Columns; then prepare"
                                + " again.")
                        .formatted(there.column(), entity, there.type(), type, entity, slug, entity)
                : ("The account has a custom field \"%s\" of %s with type %s, and %s is needed. Open the"
                                + " CRM's settings for data fields of %s and rename that field, or give ours another"
                                + " name in the mapping (entities: %s: custom: %s: name), then prepare again.")
                        .formatted(there.label(), entity, there.type(), type, entity, entity, slug);
    }

    private static Optional<Field> ofColumn(Entity entity, String column, String slug) {
        return entity.fields().stream()
                .filter(field -> column.isEmpty()
                        ? field.custom() && field.isColumnOf(slug)
                        : field.column().equals(column))
                .findFirst();
    }

    private void labels(ObjectCommand command) {
        String entity = text(command, "entity");
        List<String> names = texts(command, "names");
        Optional<Field> field = schema.entity(entity).flatMap(Comparison::labelField);
        if (field.isEmpty()) {
            add(Action.CREATE, command, entity, "labels", names.size() == 1 ? "1 label" : names.size() + " labels");
            limits.options("labels of " + entity, names.size());
        } else {
            extend(command, entity, "labels", field.get(), names);
        }
    }

    private void extend(ObjectCommand command, String entity, String name, Field field, List<String> wanted) {
        long missing = wanted.stream().filter(label -> !field.hasOption(label)).count();
        add(
                missing == 0 ? Action.STANDS : Action.EXTEND,
                command,
                entity,
                name,
                missing == 0
                        ? field.type()
                        : missing + " of " + wanted.size()
                                + (missing == 1 ? " options is added" : " options are added"));
        limits.options(name, field.options().size() + missing);
    }

    private static Optional<Field> labelField(Entity entity) {
        String key = entity.labelField();
        return key == null ? Optional.empty() : entity.field(key);
    }

    private void add(Action action, ObjectCommand command, String entity, String name, String detail) {
        steps.add(new Step(action, command.key().toString(), entity, name, detail));
    }

    private static String slug(ObjectCommand command) {
        String key = command.key().sourceKey();
        return key.substring(key.lastIndexOf(':') + 1).replaceFirst("@.*", "");
    }

    private static String options(int count) {
        return count == 0 ? "" : " with " + count + (count == 1 ? " option" : " options");
    }

    private static String text(ObjectCommand command, String field) {
        return ValueText.readable(command.fields().getOrDefault(field, Value.NOTHING));
    }

    private static List<String> texts(ObjectCommand command, String field) {
        return command.fields().get(field) instanceof Value.Texts list ? list.texts() : List.of();
    }
}
