package org.crmmigration.mapping.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records and commands as JSON.
 *
 * <p>A record is {@code {"kind": "contact", "key": "contact:1", "fields": {..}, "references": {"company": ".."},
 * "flags": [..]}}. A value is a JSON text, number, yes/no or list of texts, {@code null} when known and empty, or one of
 * {@code {"money": "12.5 USD"}}, {@code {"day": "2024-01-31"}}, {@code {"moment": "2024-01-31T10:00:00Z"}},
 * {@code {"reference": "person|contact:1"}}. A command is {@code {"phase": 2, "key": "person|contact:1", "fields": {..},
 * "origins": [..]}}, an excluded record {@code {"excluded": "contact:1", "reason": ".."}}.
 */
public final class MappingJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private MappingJson() {}

    /**
     * Reads a JSON list of records.
     *
     * @throws InvalidPair when it is none; says where and why
     */
    public static List<SourceRecord> records(String json) {
        return RecordJson.all(tree(json));
    }

    /** Writes commands and excluded records as a JSON list. */
    public static String write(List<CommandMessage> commands) {
        List<Map<String, Object>> said = new ArrayList<>();
        commands.forEach(message -> {
            switch (message) {
                case ObjectCommand command -> said.add(command(command));
                case RecordExcluded excluded ->
                    said.add(ordered("excluded", excluded.sourceKey(), "reason", excluded.reason()));
                case CommandMessage.MappingText _ -> {}
                case CommandMessage.RunBegan _ -> {}
                case CommandMessage.PhaseBegan _ -> {}
                case CommandMessage.PhaseEnded _ -> {}
                case CommandMessage.RunEnded _ -> {}
            }
        });
        return MAPPER.writeValueAsString(said);
    }

    /** A value as it is written in JSON. */
    public static @Nullable Object plain(Value value) {
        return switch (value) {
            case Value.Nothing _ -> null;
            case Value.Text text -> text.text();
            case Value.Flag flag -> flag.on();
            case Value.Whole whole -> whole.number();
            case Value.Decimal decimal -> decimal.number();
            case Value.Money money -> Map.of("money", money.amount().toPlainString() + " " + money.currency());
            case Value.Moment moment -> Map.of("moment", moment.instant().toString());
            case Value.Day day -> Map.of("day", day.date().toString());
            case Value.Reference reference ->
                Map.of("reference", reference.target().toString());
            case Value.Texts texts -> texts.texts();
        };
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidPair("line %d, column %d: this is no JSON"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    private static Map<String, Object> command(ObjectCommand command) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        command.fields().forEach((name, value) -> fields.put(name, plain(value)));
        Map<String, Object> json =
                ordered("phase", command.phase(), "key", command.key().toString());
        json.put("fields", fields);
        json.put("origins", command.origins());
        return json;
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object two) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
