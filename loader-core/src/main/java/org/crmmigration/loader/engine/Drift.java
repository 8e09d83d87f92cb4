package org.crmmigration.loader.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Entity;
import org.crmmigration.messaging.ledger.DestinationSchema.Field;
import org.crmmigration.messaging.ledger.DestinationSchema.Pipeline;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;

/**
 * What a migration rests on in its account and does not find there any more: fields, options, labels, pipelines and stages
 * that stood there as a command said. Names fields, pipelines and stages, never an option, for options come from a customer's data.
 */
final class Drift {

    private Drift() {}

    /**
     * Something that is not as it was left.
     *
     * @param fate what can be done about it
     */
    record Lost(ObjectKey key, Fate fate, String sentence) {}

    /** What became of a thing. */
    enum Fate {
        /** It can be made again. */
        GONE,
        /** It can be made again; only what names it waits meanwhile, refused with a reason of its own. */
        MISSED,
        /** It stands and can be completed. */
        LACKING,
        /** It is another thing now. */
        OTHER
    }

    /**
     * What of the vocabulary is lost.
     *
     * @param relied crm ids and the commands that said what should stand under them
     */
    static List<Lost> of(DestinationSchema schema, List<Relied> relied) {
        List<Lost> lost = new ArrayList<>();
        for (Relied thing : relied) {
            String sentence = gone(schema, thing);
            if (sentence != null) {
                lost.add(new Lost(thing.command().key(), Fate.GONE, sentence));
            } else {
                changed(schema, thing).or(() -> missed(schema, thing)).ifPresent(lost::add);
            }
        }
        return lost;
    }

    /** A vocabulary object as it was confirmed. */
    record Relied(String crmId, ObjectCommand command) {

        String type() {
            return command.key().objectType();
        }

        String text(String field) {
            return ValueText.readable(command.fields().getOrDefault(field, Value.NOTHING));
        }

        List<String> texts(String field) {
            return command.fields().get(field) instanceof Value.Texts list ? list.texts() : List.of();
        }
    }

    private static @Nullable String gone(DestinationSchema schema, Relied thing) {
        return switch (thing.type()) {
            case ObjectToWrite.FIELD ->
                field(schema, thing).isPresent()
                                || schema.entity(thing.text("entity")).isEmpty()
                        ? null
                        : "the custom field \"" + thing.text("name") + "\" of " + thing.text("entity") + " is gone";
            case "table" ->
                schema.entity(thing.text("entity")).isPresent()
                        ? null
                        : "the table for " + thing.text("entity") + " is gone";
            case "labels" ->
                schema.entity(thing.text("entity")).filter(Drift::lacksLabels).isEmpty()
                        ? null
                        : "the field for labels of " + thing.text("entity") + " is gone";
            case "pipeline" ->
                schema.pipelines().stream().anyMatch(pipeline -> pipeline.id().equals(thing.crmId()))
                        ? null
                        : "the pipeline \"" + thing.text("name") + "\" is gone";
            case "stage" ->
                schema.pipelines().stream()
                                .map(Pipeline::stages)
                                .flatMap(List::stream)
                                .anyMatch(stage -> stage.id().equals(thing.crmId()))
                        ? null
                        : "the stage \"" + thing.text("name") + "\" is gone";
            default -> null;
        };
    }

    private static Optional<Lost> changed(DestinationSchema schema, Relied thing) {
        return switch (thing.type()) {
            case ObjectToWrite.FIELD -> field(schema, thing).flatMap(field -> changed(field, thing));
            case "labels" ->
                schema.entity(thing.text("entity")).flatMap(Drift::labels).flatMap(field -> {
                    long missing = missing(field, thing.texts("names"));
                    return missing == 0
                            ? Optional.empty()
                            : Optional.of(lacking(
                                    thing,
                                    (missing == 1 ? "1 label of %s is gone" : missing + " labels of %s are gone")
                                            .formatted(thing.text("entity"))));
                });
            default -> Optional.empty();
        };
    }

    /** Objects that others find by their names alone. */
    private static Optional<Lost> missed(DestinationSchema schema, Relied thing) {
        return switch (thing.type()) {
            case "list", "price_list", "tag" ->
                schema.has(thing.type(), thing.text("name"))
                        ? Optional.empty()
                        : Optional.of(new Lost(
                                thing.command().key(),
                                Fate.MISSED,
                                "the " + thing.type().replace('_', ' ') + " \"" + thing.text("name") + "\" is gone"));
            default -> Optional.empty();
        };
    }

    private static Lost lacking(Relied thing, String sentence) {
        return new Lost(thing.command().key(), Fate.LACKING, sentence);
    }

    private static Optional<Lost> changed(Field field, Relied thing) {
        String name = "the custom field \"" + thing.text("name") + "\" of " + thing.text("entity");
        if (!field.type().equals(thing.text("type"))) {
            return Optional.of(new Lost(
                    thing.command().key(),
                    Fate.OTHER,
                    name + " has type " + field.type() + " instead of " + thing.text("type")));
        }
        long missing = missing(field, thing.texts("options"));
        return missing == 0
                ? Optional.empty()
                : Optional.of(lacking(thing, name + " lacks " + missing + " of its options"));
    }

    private static boolean lacksLabels(Entity entity) {
        return entity.labelField() != null && labels(entity).isEmpty();
    }

    private static Optional<Field> labels(Entity entity) {
        String key = entity.labelField();
        return key == null ? Optional.empty() : entity.field(key);
    }

    private static Optional<Field> field(DestinationSchema schema, Relied thing) {
        return schema.entity(thing.text("entity")).flatMap(entity -> entity.field(thing.crmId()));
    }

    private static long missing(Field field, List<String> labels) {
        return labels.stream().filter(label -> !field.hasOption(label)).count();
    }

    /** The commands a list of states rests on; states whose command cannot be read again are left out. */
    static List<Relied> relied(Map<Long, ObjectCommand> commands, Map<Long, String> crmIds) {
        List<Relied> relied = new ArrayList<>();
        crmIds.forEach((offset, crmId) -> {
            ObjectCommand command = commands.get(offset);
            if (command != null) {
                relied.add(new Relied(crmId, command));
            }
        });
        return relied;
    }
}
