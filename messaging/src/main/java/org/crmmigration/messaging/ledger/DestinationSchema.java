package org.crmmigration.messaging.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.crmmigration.messaging.ledger.LedgerMessage.SchemaRead;
import org.jspecify.annotations.Nullable;

/**
 * What an account of a CRM looks like at one moment: what a mapping can write to, whom records can belong to, and what the
 * plan still allows. Read by the loader, published on the migration's ledger.
 *
 * @param destination for example {@code pipedrive}
 * @param at when it was read, to the millisecond; parts of one reading have the same
 * @param plan the account's plan as the account file or the CRM names it, null when unknown
 * @param entities kinds of objects, in the words of commands
 * @param users those records can belong to, and those who were switched off
 * @param limits bounds of the plan that a migration can meet
 * @param named objects that commands make by a name and that stand, such as marketing lists
 * @param notes what was noted at the account before anything was written, null when nobody looked
 */
public record DestinationSchema(
        String destination,
        Instant at,
        @Nullable String plan,
        List<Entity> entities,
        List<User> users,
        List<Pipeline> pipelines,
        List<Limit> limits,
        List<Named> named,
        @Nullable List<Note> notes) {

    /** Copies. */
    public DestinationSchema {
        entities = List.copyOf(entities);
        users = List.copyOf(users);
        pipelines = List.copyOf(pipelines);
        limits = List.copyOf(limits);
        named = List.copyOf(named);
        notes = notes == null ? null : List.copyOf(notes);
    }

    /** An account without named objects, and without notes. */
    public DestinationSchema(
            String destination,
            Instant at,
            @Nullable String plan,
            List<Entity> entities,
            List<User> users,
            List<Pipeline> pipelines,
            List<Limit> limits) {
        this(destination, at, plan, entities, users, pipelines, limits, List.of(), null);
    }

    /** The same with these named objects. */
    public DestinationSchema withNamed(List<Named> others) {
        return new DestinationSchema(destination, at, plan, entities, users, pipelines, limits, others, notes);
    }

    /** The same with these notes. */
    public DestinationSchema withNotes(@Nullable List<Note> others) {
        return new DestinationSchema(destination, at, plan, entities, users, pipelines, limits, named, others);
    }

    /** An object of the vocabulary that stands; objectType is as commands say it. */
    public record Named(String objectType, String name) {}

    /**
     * Something noted at the account.
     *
     * @param severity {@code WARN} when things would go otherwise than expected, else {@code INFO}
     * @param code groups notes of one kind
     * @param text what to ask the administrator for, or what to decide; no personal data
     */
    public record Note(String severity, String code, String text) {}

    /**
     * A kind of object.
     *
     * @param name as commands say it, for example {@code person}
     * @param label as people of the CRM say it
     * @param labelField key of the field whose options are labels of this kind, null when it has none
     */
    public record Entity(
            String name, String label, @Nullable String labelField, List<Field> fields) {

        /** Copies. */
        public Entity {
            fields = List.copyOf(fields);
        }

        /** The field the CRM addresses by this key. */
        public Optional<Field> field(String key) {
            return fields.stream().filter(field -> field.key().equals(key)).findFirst();
        }

        /** The first custom field of this name, letter case and outer space aside. */
        public Optional<Field> customField(String label) {
            return fields.stream()
                    .filter(field -> field.custom() && fold(field.label()).equals(fold(label)))
                    .findFirst();
        }
    }

    /**
     * A field.
     *
     * @param key how the CRM addresses it; for a field this migration made, its crm id
     * @param label as people see it
     * @param type in the words of the destination's {@code field} commands, for example {@code varchar} or {@code enum}
     * @param maxLength in characters, null when there is no bound or it is unknown
     * @param options labels of the choices, in the account's order
     * @param required whether the CRM refuses objects without it
     * @param custom whether the account made it
     * @param writable whether the API takes values for it
     */
    public record Field(
            String key,
            String label,
            String type,
            @Nullable Integer maxLength,
            List<String> options,
            boolean required,
            boolean custom,
            boolean writable) {

        /** The longest slug that is a column's name as it stands, and what is kept of a longer one. */
        private static final int WHOLE = 40;

        private static final int KEPT = 31;

        /** Copies. */
        public Field {
            options = List.copyOf(options);
        }

        /** What stands behind the table in a key of the form {@code table.column}; else the key. */
        public String column() {
            return key.substring(key.indexOf('.') + 1);
        }

        /** Whether the column is called by a slug: behind a prefix, and so far as a long one is not cut. */
        public boolean isColumnOf(String slug) {
            String name = column().substring(column().indexOf('_') + 1);
            return name.equals(slug) || (slug.length() > WHOLE && name.startsWith(slug.substring(0, KEPT) + "_"));
        }

        /** Whether a value may be one of these labels; letter case and outer space aside. */
        public boolean hasOption(String label) {
            return options.stream().anyMatch(option -> fold(option).equals(fold(label)));
        }
    }

    /**
     * Somebody records can belong to.
     *
     * @param email in lower case
     */
    public record User(String email, boolean active) {}

    /** A pipeline and its stages in order. */
    public record Pipeline(String id, String name, List<Stage> stages) {

        /** Copies. */
        public Pipeline {
            stages = List.copyOf(stages);
        }
    }

    /** A stage of a pipeline. */
    public record Stage(String id, String name) {}

    /**
     * A bound of the plan.
     *
     * @param name {@code custom-fields}, {@code options-per-field}, {@code open-deals} and so on
     * @param entity the kind it is about, null when it holds for all together
     * @param allowed null when the plan sets no bound or it is not known
     * @param used null when it cannot be told
     * @param explanation for people, with its source
     */
    public record Limit(
            String name,
            @Nullable String entity,
            @Nullable Long allowed,
            @Nullable Long used,
            String explanation) {

        /** Bound on custom fields, of one kind or of all together. */
        public static final String CUSTOM_FIELDS = "custom-fields";
        /** Bound on the options of one field, labels included. */
        public static final String OPTIONS = "options-per-field";

        /** How many more there may be; empty when that is not known or there is no bound. */
        public Optional<Long> left() {
            return allowed == null || used == null ? Optional.empty() : Optional.of(Math.max(0, allowed - used));
        }
    }

    /** The kind of object commands call by this name. */
    public Optional<Entity> entity(String name) {
        return entities.stream().filter(entity -> entity.name().equals(name)).findFirst();
    }

    /** Whether an object stands that commands make by this name; letter case and outer space aside. */
    public boolean has(String objectType, String name) {
        return named.stream()
                .anyMatch(thing -> thing.objectType().equals(objectType)
                        && fold(thing.name()).equals(fold(name)));
    }

    /** Whether records can belong to this address now. */
    public boolean activeUser(String email) {
        String wanted = fold(email);
        return users.stream().anyMatch(user -> user.active() && user.email().equals(wanted));
    }

    /** Messages small enough for a topic: what is of the whole account, then one for each kind of object. */
    public List<SchemaRead> parts() {
        int parts = 1 + entities.size();
        List<SchemaRead> messages = new ArrayList<>();
        messages.add(new SchemaRead(
                0,
                parts,
                new DestinationSchema(destination, at, plan, List.of(), users, pipelines, limits, named, notes)));
        for (Entity entity : entities) {
            messages.add(new SchemaRead(
                    messages.size(),
                    parts,
                    new DestinationSchema(destination, at, plan, List.of(entity), List.of(), List.of(), List.of())));
        }
        return messages;
    }

    /** The newest reading that is complete among these messages. */
    public static Optional<DestinationSchema> join(Collection<SchemaRead> messages) {
        return messages.stream()
                .map(message -> message.schema().at())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(at -> ofReading(messages, at))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable DestinationSchema ofReading(Collection<SchemaRead> messages, Instant at) {
        List<SchemaRead> reading = messages.stream()
                .filter(message -> message.schema().at().equals(at))
                .sorted(Comparator.comparingInt(SchemaRead::part))
                .toList();
        boolean complete = reading.stream().map(SchemaRead::part).distinct().count()
                == reading.getFirst().parts();
        if (!complete) {
            return null;
        }
        DestinationSchema head = reading.getFirst().schema();
        return new DestinationSchema(
                head.destination(),
                at,
                head.plan(),
                reading.stream()
                        .skip(1)
                        .flatMap(part -> part.schema().entities().stream())
                        .distinct()
                        .toList(),
                head.users(),
                head.pipelines(),
                head.limits(),
                head.named(),
                head.notes());
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
