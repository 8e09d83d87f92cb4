package org.crmmigration.pipedrive;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.crmmigration.pipedrive.WireObject.Rule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Custom fields: the logical value in the form Pipedrive wants for the field's type. What Pipedrive is known to refuse is
 * refused here, naming the field, before a token is spent.
 */
final class CustomValues {

    private static final int LONGEST_VARCHAR = 255;
    private static final int LONGEST_TEXT = 65_000;
    private static final BigDecimal BEYOND_14_DIGITS = new BigDecimal("1E14");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Entity entity;

    CustomValues(Entity entity) {
        this.entity = entity;
    }

    void write(Draft draft, String logical, Value value) {
        ObjectKey key = new ObjectKey(ObjectToWrite.FIELD, logical);
        String code = draft.object().ids().get(key);
        if (code == null) {
            throw draft.rejected(logical, "stands for a custom field that was not made");
        }
        FieldDef field = draft.schema()
                .field(entity, code)
                .orElseThrow(() -> draft.rejected(logical, "stands for a custom field the account no longer has"));
        Shape shape = shape(field.type());
        boolean nothingChosen =
                value instanceof Value.Texts texts && texts.texts().isEmpty();
        if (nothingChosen || value instanceof Value.Nothing) {
            draft.clear(Wire.custom(code), logical, shape, Rule.FREE);
        } else {
            draft.put(Wire.custom(code), logical, node(draft, logical, field, value), shape, Rule.FREE);
        }
    }

    /** How values of a field type are compared. */
    static Shape shape(String type) {
        return switch (type) {
            case "double", "enum", "user", "org", "people" -> Shape.NUMBER;
            case "monetary" -> Shape.MONEY;
            case "set" -> Shape.OPTIONS;
            case "address", "time" -> Shape.ADDRESS;
            default -> Shape.TEXT;
        };
    }

    private static JsonNode node(Draft draft, String logical, FieldDef field, Value value) {
        return switch (field.type()) {
            case "varchar", "varchar_auto", "phone" -> text(draft, logical, value, LONGEST_VARCHAR);
            case "text" -> text(draft, logical, value, LONGEST_TEXT);
            case "double" -> number(draft, logical, value);
            case "monetary" -> money(draft, logical, value);
            case "date" -> NODES.stringNode(date(draft, logical, value));
            case "time" -> time(draft, logical, value);
            case "enum" -> option(field, ValueText.readable(value));
            case "set" -> options(field, value);
            case "address" -> Json.object().put("value", ValueText.readable(value));
            case "user" -> user(draft, logical, value);
            case "org", "people" -> reference(draft, logical, value);
            default -> throw draft.rejected(logical, "is of type " + field.type() + ", which cannot be loaded");
        };
    }

    private static JsonNode text(Draft draft, String logical, Value value, int longest) {
        String text = ValueText.readable(value);
        if (text.length() > longest) {
            throw draft.rejected(logical, "takes at most " + longest + " characters, the value has " + text.length());
        }
        return NODES.stringNode(text);
    }

    private static JsonNode number(Draft draft, String logical, Value value) {
        BigDecimal number = switch (value) {
            case Value.Whole whole -> BigDecimal.valueOf(whole.number());
            case Value.Decimal decimal -> decimal.number();
            case Value.Money money -> money.amount();
            case Value.Text text -> parsed(draft, logical, text);
            default -> throw draft.mismatch(logical, "a number", value);
        };
        if (number.abs().compareTo(BEYOND_14_DIGITS) >= 0) {
            throw draft.rejected(logical, "takes at most 14 digits");
        }
        return NODES.numberNode(number);
    }

    private static BigDecimal parsed(Draft draft, String logical, Value.Text text) {
        try {
            return new BigDecimal(text.text().strip());
        } catch (NumberFormatException e) {
            throw draft.mismatch(logical, "a number", text);
        }
    }

    private static JsonNode money(Draft draft, String logical, Value value) {
        if (!(value instanceof Value.Money money)) {
            throw draft.mismatch(logical, "an amount with its currency", value);
        }
        return Json.object().put("value", money.amount()).put("currency", money.currency());
    }

    private static String date(Draft draft, String logical, Value value) {
        return switch (value) {
            case Value.Day day -> day.date().toString();
            case Value.Moment moment ->
                moment.instant().atZone(ZoneOffset.UTC).toLocalDate().toString();
            case Value.Text text -> parsedDate(draft, logical, text);
            default -> throw draft.mismatch(logical, "a date", value);
        };
    }

    private static String parsedDate(Draft draft, String logical, Value.Text text) {
        try {
            return LocalDate.parse(text.text().strip()).toString();
        } catch (DateTimeException e) {
            throw draft.mismatch(logical, "a date", text);
        }
    }

    private static JsonNode time(Draft draft, String logical, Value value) {
        String time = ValueText.readable(value).strip();
        if (!TIME.matcher(time).matches()) {
            throw draft.mismatch(logical, "a time of day", value);
        }
        return Json.object()
                .put("value", time.length() == 5 ? time + ":00" : time)
                .put("timezone_name", "UTC");
    }

    private static JsonNode option(FieldDef field, String label) {
        Long id = field.optionId(label);
        return id == null ? NODES.stringNode(label) : NODES.numberNode(id);
    }

    private static JsonNode options(FieldDef field, Value value) {
        List<String> labels = value instanceof Value.Texts texts ? texts.texts() : List.of(ValueText.readable(value));
        return optionNodes(field, labels);
    }

    /** Ids where the options are known, labels where they have yet to be made. */
    static ArrayNode optionNodes(FieldDef field, List<String> labels) {
        ArrayNode nodes = Json.array();
        labels.stream().map(label -> option(field, label)).distinct().forEach(nodes::add);
        return nodes;
    }

    private static JsonNode user(Draft draft, String logical, Value value) {
        Long id = value instanceof Value.Text text ? draft.schema().user(text.text()) : null;
        if (id == null) {
            throw draft.rejected(logical, "names no active user of the account");
        }
        return NODES.numberNode(id);
    }

    private static JsonNode reference(Draft draft, String logical, Value value) {
        Long id = draft.reference(logical, value);
        return id == null ? NODES.nullNode() : NODES.numberNode(id);
    }
}
