package org.crmmigration.pipedrive;

import java.util.List;
import java.util.regex.Pattern;
import org.crmmigration.loader.http.Json;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.crmmigration.pipedrive.WireObject.Rule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How one logical field of an entity is written on the wire. */
@FunctionalInterface
interface Column {

    void write(Draft draft, String logical, Value value);

    /** Text without a limit of ours. */
    static Column text(String path, Rule rule) {
        return (draft, logical, value) -> {
            if (value instanceof Value.Nothing) {
                draft.clear(path, logical, Shape.TEXT, rule);
            } else {
                draft.put(path, logical, ValueText.readable(value), Shape.TEXT, rule);
            }
        };
    }

    /** Text that Pipedrive refuses when it is longer. */
    static Column text(String path, Rule rule, int longest) {
        Column plain = text(path, rule);
        return (draft, logical, value) -> {
            if (ValueText.readable(value).length() > longest) {
                throw draft.rejected(logical, "takes at most " + longest + " characters");
            }
            plain.write(draft, logical, value);
        };
    }

    /** An instant, as v2 or as v1 writes it. */
    static Column moment(String path, Rule rule, boolean spaced) {
        return (draft, logical, value) -> {
            switch (value) {
                case Value.Nothing _ -> draft.clear(path, logical, Shape.INSTANT, rule);
                case Value.Moment moment ->
                    draft.put(
                            path,
                            logical,
                            spaced ? Wire.spaced(moment.instant()) : Wire.rfc3339(moment.instant()),
                            Shape.INSTANT,
                            rule);
                default -> throw draft.mismatch(logical, "a moment", value);
            }
        };
    }

    /** A calendar day; Pipedrive cannot empty one. */
    static Column day(String path) {
        return (draft, logical, value) -> {
            switch (value) {
                case Value.Nothing _ -> draft.clear(path, logical, Shape.TEXT, Rule.NEVER_EMPTY);
                case Value.Day day -> draft.put(path, logical, day.date().toString(), Shape.TEXT, Rule.NEVER_EMPTY);
                default -> throw draft.mismatch(logical, "a day", value);
            }
        };
    }

    /** {@code HH:MM}. */
    static Column timeOfDay(String path) {
        Pattern time = Pattern.compile("\\d{2}:\\d{2}");
        return (draft, logical, value) -> {
            String text = ValueText.readable(value).strip();
            if (!(value instanceof Value.Nothing) && !time.matcher(text).matches()) {
                throw draft.mismatch(logical, "a time as HH:MM", value);
            }
            draft.put(path, logical, text, Shape.TIME_OF_DAY, Rule.NEVER_EMPTY);
        };
    }

    /** Yes or no. */
    static Column flag(String path) {
        return (draft, logical, value) -> {
            if (!(value instanceof Value.Flag flag)) {
                throw draft.mismatch(logical, "yes or no", value);
            }
            draft.put(path, logical, JsonNodeFactory.instance.booleanNode(flag.on()), Shape.TEXT, Rule.NEVER_EMPTY);
        };
    }

    /** A link to another record. */
    static Column link(String path, Rule rule) {
        return (draft, logical, value) -> {
            if (value instanceof Value.Nothing) {
                draft.clear(path, logical, Shape.NUMBER, rule);
                return;
            }
            Long id = draft.reference(logical, value);
            if (id != null) {
                draft.put(path, logical, JsonNodeFactory.instance.numberNode(id), Shape.NUMBER, rule);
            }
        };
    }

    /** A user by e-mail address; an unknown one is left out, so that the account's default owner takes the object. */
    static Column owner() {
        return (draft, logical, value) -> {
            if (value instanceof Value.Nothing) {
                return;
            }
            String email = ValueText.readable(value);
            Long user = draft.schema().user(email);
            if (user == null) {
                draft.unmatchedOwner(email);
                draft.skip(logical, "no active user of the account has this e-mail address");
            } else {
                draft.put(
                        "owner_id", logical, JsonNodeFactory.instance.numberNode(user), Shape.NUMBER, Rule.NEVER_EMPTY);
            }
        };
    }

    /** Labels by name. */
    static Column labels(Entity entity) {
        return (draft, logical, value) -> {
            List<String> names = texts(draft, logical, value);
            FieldDef field = draft.schema()
                    .field(entity, Entity.LABELS)
                    .orElseThrow(() -> draft.rejected(logical, "cannot be set: the account shows no label field"));
            draft.put(Entity.LABELS, logical, CustomValues.optionNodes(field, names), Shape.LABELS, Rule.FREE);
        };
    }

    /** E-mail addresses or phone numbers, the first of which is the primary one. */
    static Column points(String path, Shape shape) {
        return (draft, logical, value) -> {
            ArrayNode points = Json.array();
            for (String text : texts(draft, logical, value)) {
                points.addObject()
                        .put("value", text)
                        .put("primary", points.size() == 1)
                        .put("label", "work");
            }
            draft.put(path, logical, points, shape, Rule.FREE);
        };
    }

    private static List<String> texts(Draft draft, String logical, Value value) {
        return switch (value) {
            case Value.Nothing _ -> List.of();
            case Value.Texts texts -> texts.texts().stream().distinct().toList();
            case Value.Text text -> List.of(text.text());
            default -> throw draft.mismatch(logical, "texts", value);
        };
    }
}
