package org.crmmigration.sandbox.pipedrive;

import static org.crmmigration.sandbox.pipedrive.CustomValues.wrong;

import java.util.Locale;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.pipedrive.FieldCatalog.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Values of custom fields that are objects: amounts with a currency, ranges, times with a zone. */
final class CompositeValues {

    private final Account account;

    CompositeValues(Account account) {
        this.account = account;
    }

    JsonNode monetary(Field field, JsonNode value) {
        members(field, value, "Monetary", Set.of("value", "currency"));
        if (!value.path("value").isNumber()) {
            throw wrong("Expected 'number' as value for monetary custom field '" + field.code() + "'");
        }
        String currency = Json.text(value, "currency");
        if (currency.isEmpty() && account.settings().quirks().monetaryNeedsCurrency()) {
            throw wrong("Expected 'currency' for monetary custom field '" + field.code() + "'");
        }
        String code = currency.isEmpty() ? Seed.CURRENCY : currency;
        if (account.table("currencies").linked("code", code).isEmpty()) {
            throw wrong("Unknown currency for monetary custom field '" + field.code() + "'");
        }
        return Json.object().set("value", value.path("value")).put("currency", code);
    }

    static JsonNode range(Field field, JsonNode value) {
        members(field, value, "Date range", Set.of("value", "until"));
        if (!Times.isDate(Json.text(value, "value")) || !Times.isDate(Json.text(value, "until"))) {
            throw wrong("Expected two dates for date range custom field '" + field.code() + "'");
        }
        return value;
    }

    static JsonNode time(Field field, JsonNode value) {
        boolean range = field.type().equals("timerange");
        String name = range ? "Time range" : "Time";
        members(field, value, name, Set.of("value", "until", "timezone_name", "timezone_id"));
        ObjectNode time = Json.object().put("value", ofDay(field, value, "value"));
        if (range) {
            time.put("until", ofDay(field, value, "until"));
        }
        String zone = Json.text(value, "timezone_name");
        time.put("timezone_name", zone.isEmpty() ? Seed.TIMEZONE : zone);
        return time.put("timezone_id", value.path("timezone_id").asInt(Seed.TIMEZONE_ID));
    }

    private static String ofDay(Field field, JsonNode value, String member) {
        String time = Times.ofDay(Json.text(value, member));
        if (time == null) {
            throw wrong("Expected a time as '" + member + "' of custom field '" + field.code() + "'");
        }
        return time;
    }

    private static void members(Field field, JsonNode value, String name, Set<String> allowed) {
        if (!value.isObject()) {
            throw wrong(name + " custom field value expected 'object'");
        }
        String unknown = unknownMember(value, allowed);
        if (unknown != null) {
            throw wrong("Unknown key '" + unknown + "' in " + name.toLowerCase(Locale.ROOT) + " custom field '"
                    + field.code() + "'");
        }
    }

    private static @Nullable String unknownMember(JsonNode value, Set<String> allowed) {
        return value.propertyNames().stream()
                .filter(member -> !allowed.contains(member))
                .findFirst()
                .orElse(null);
    }
}
