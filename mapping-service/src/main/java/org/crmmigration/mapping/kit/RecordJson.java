package org.crmmigration.mapping.kit;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import tools.jackson.databind.JsonNode;

/** Reads records as {@link MappingJson} describes them. A member that is not known is refused: it would be left out silently. */
final class RecordJson {

    private static final Set<String> MEMBERS =
            new TreeSet<>(Set.of("kind", "key", "change", "createdAt", "fields", "references", "flags"));
    private static final Map<String, Function<String, Value>> SPECIAL = Map.of(
            "money", RecordJson::money,
            "day", text -> new Value.Day(LocalDate.parse(text)),
            "moment", text -> new Value.Moment(Instant.parse(text)),
            "reference", text -> new Value.Reference(ObjectKey.parse(text)));

    private final JsonNode node;
    private final int number;

    private RecordJson(JsonNode node, int number) {
        this.node = node;
        this.number = number;
    }

    static List<SourceRecord> all(JsonNode list) {
        if (!list.isArray()) {
            throw new InvalidPair("records are a list: [{\"kind\": \"contact\", ...}, ...]");
        }
        List<SourceRecord> records = new ArrayList<>();
        list.forEach(node -> records.add(new RecordJson(node, records.size() + 1).read()));
        return records;
    }

    private SourceRecord read() {
        node.propertyNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong(name, "is not known; known are " + String.join(", ", MEMBERS));
                });
        String key = node.path("key").asString("");
        if (key.isEmpty()) {
            throw wrong("key", "is missing; a contact's is contact:1");
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        node.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), value("fields." + field.getKey(), field.getValue())));
        Map<String, String> references = new LinkedHashMap<>();
        node.path("references")
                .properties()
                .forEach(role -> references.put(role.getKey(), role.getValue().asString()));
        return new SourceRecord(
                "export",
                number - 1L,
                one("kind", Kind.values(), Kind::word, ""),
                key,
                "",
                one("change", Change.values(), Change::name, "NEW"),
                node.has("createdAt") ? moment() : null,
                fields,
                references,
                Map.of(),
                texts(node.path("flags")),
                List.of());
    }

    private <T> T one(String member, T[] valid, Function<T, String> word, String otherwise) {
        String said = node.path(member).asString(otherwise);
        return Arrays.stream(valid)
                .filter(candidate -> word.apply(candidate).equals(said))
                .findFirst()
                .orElseThrow(() -> wrong(
                        member, "is one of " + Arrays.stream(valid).map(word).collect(Collectors.joining(", "))));
    }

    private Instant moment() {
        try {
            return Instant.parse(node.path("createdAt").asString());
        } catch (DateTimeException e) {
            throw wrong("createdAt", "is written as 2024-01-31T10:00:00Z");
        }
    }

    private Value value(String place, JsonNode value) {
        if (value.isObject()) {
            return special(place, value);
        }
        if (value.isArray()) {
            return new Value.Texts(texts(value));
        }
        return switch (value.getNodeType()) {
            case BOOLEAN -> new Value.Flag(value.asBoolean());
            case NUMBER ->
                value.isIntegralNumber() ? new Value.Whole(value.asLong()) : new Value.Decimal(value.decimalValue());
            case NULL -> Value.NOTHING;
            default -> new Value.Text(value.asString());
        };
    }

    private Value special(String place, JsonNode value) {
        String form = value.size() == 1 ? value.propertyNames().iterator().next() : "";
        Function<String, Value> reading = SPECIAL.get(form);
        if (reading == null) {
            throw wrong(place, "is an object with one of money, day, moment, reference");
        }
        try {
            return reading.apply(value.path(form).asString());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(
                    place,
                    switch (form) {
                        case "money" -> "is written as {\"money\": \"12.5 USD\"}";
                        case "day" -> "is written as {\"day\": \"2024-01-31\"}";
                        case "moment" -> "is written as {\"moment\": \"2024-01-31T10:00:00Z\"}";
                        default -> "is written as {\"reference\": \"person|contact:1\"}";
                    });
        }
    }

    private static Value money(String text) {
        String[] parts = text.split(" ", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("no currency");
        }
        return new Value.Money(new BigDecimal(parts[0]), parts[1]);
    }

    private InvalidPair wrong(String place, String why) {
        String key = node.path("key").asString("");
        return new InvalidPair(
                "record %d%s: %s %s".formatted(number, key.isEmpty() ? "" : " (" + key + ")", place, why));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}
