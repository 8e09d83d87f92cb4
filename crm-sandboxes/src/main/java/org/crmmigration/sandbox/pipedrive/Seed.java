package org.crmmigration.sandbox.pipedrive;

import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Table;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a new account contains: users, a pipeline, activity types, currencies, the system fields and first labels. */
final class Seed {

    static final String CURRENCY = "EUR";
    static final String TIMEZONE = "Europe/London";
    static final int TIMEZONE_ID = 1;

    private static final List<String> STAGES =
            List.of("Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started");
    private static final List<String> TYPES = List.of("Call", "Meeting", "Task", "Deadline", "Email", "Lunch");
    private static final Map<String, String> PERSON_LABELS =
            Map.of("Customer", "green", "Hot lead", "red", "Warm lead", "yellow", "Cold lead", "blue");

    private final Account account;

    Seed(Account account) {
        this.account = account;
    }

    void plant() {
        users();
        pipeline();
        activityTypes();
        currencies();
        fields("personFields", SystemFields.PERSON, PERSON_LABELS);
        fields(
                "organizationFields",
                SystemFields.organization(account.settings().features()),
                PERSON_LABELS);
        fields("dealFields", SystemFields.DEAL, Map.of());
        fields("productFields", SystemFields.PRODUCT, Map.of());
    }

    private void users() {
        Table table = account.table("users");
        for (PipedriveSettings.Seat seat : account.settings().users()) {
            long id = table.nextId();
            table.put(id, user(id, seat.name(), seat.email(), seat.active(), account.now()));
        }
    }

    static ObjectNode user(long id, String name, String email, boolean active, Instant now) {
        ObjectNode row = Json.object().put("id", id).put("name", name).put("default_currency", CURRENCY);
        row.put("locale", "en_US")
                .put("lang", 1)
                .put("email", email)
                .putNull("phone")
                .put("activated", true);
        row.put("last_login", Times.spaced(now))
                .put("created", Times.spaced(now))
                .put("modified", Times.spaced(now));
        row.put("has_created_company", id == Account.ME);
        row.putArray("access")
                .addObject()
                .put("app", "sales")
                .put("admin", id == Account.ME)
                .put("permission_set_id", "00000000-0000-4000-8000-000000000001");
        row.put("active_flag", active).put("timezone_name", TIMEZONE).put("timezone_offset", "+00:00");
        return row.put("role_id", 1).putNull("icon_url").put("is_you", false).put("is_deleted", false);
    }

    private void pipeline() {
        ObjectNode pipeline = Json.object().put("id", 1).put("name", "Pipeline").put("order_nr", 1);
        pipeline.put("is_deleted", false).put("is_deal_probability_enabled", false);
        account.table("pipelines").put(1, times(pipeline));
        for (String name : STAGES) {
            long id = account.table("stages").nextId();
            ObjectNode stage = Json.object().put("id", id).put("order_nr", id).put("name", name);
            stage.put("is_deleted", false).put("deal_probability", 100).put("pipeline_id", 1);
            stage.put("is_deal_rot_enabled", false).putNull("days_to_rotten");
            account.table("stages").put(id, times(stage));
        }
    }

    private ObjectNode times(ObjectNode row) {
        return row.put("add_time", account.rfcNow()).put("update_time", account.rfcNow());
    }

    private void activityTypes() {
        Table table = account.table("activityTypes");
        for (String name : TYPES) {
            long id = table.nextId();
            String key = name.toLowerCase(Locale.ROOT);
            table.put(id, activityType(id, name, key, key, false, account.now()));
        }
    }

    static ObjectNode activityType(long id, String name, String key, String icon, boolean custom, Instant now) {
        ObjectNode row = Json.object()
                .put("id", id)
                .put("order_nr", id)
                .put("name", name)
                .put("key_string", key);
        row.put("icon_key", icon)
                .put("active_flag", true)
                .put("color", "FFFFFF")
                .put("is_custom_flag", custom);
        return row.put("add_time", Times.spaced(now)).put("update_time", Times.spaced(now));
    }

    private void currencies() {
        Table table = account.table("currencies");
        Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .forEach(currency -> table.put(table.nextId(), currency(table.nextId(), currency)));
    }

    private static ObjectNode currency(long id, Currency currency) {
        ObjectNode row = Json.object().put("id", id).put("code", currency.getCurrencyCode());
        row.put("name", currency.getDisplayName(Locale.ENGLISH));
        row.put("decimal_points", currency.getDefaultFractionDigits());
        row.put("symbol", currency.getSymbol(Locale.ENGLISH));
        return row.put("active_flag", true).put("is_custom_flag", false);
    }

    private void fields(String tableName, Map<String, String> codesAndTypes, Map<String, String> labels) {
        Table table = account.table(tableName);
        codesAndTypes.forEach((code, type) -> {
            long id = table.nextId();
            ObjectNode row = FieldRecords.row(account, table, SystemFields.name(code), code, type, false);
            if (code.equals("label_ids")) {
                row.set("options", labels(labels));
            } else if (code.equals("status")) {
                ArrayNode statuses = row.putArray("options");
                List.of("open", "won", "lost", "deleted")
                        .forEach(
                                status -> statuses.addObject().put("id", status).put("label", status));
            }
            table.put(id, row);
        });
    }

    private ArrayNode labels(Map<String, String> labels) {
        ArrayNode options = Json.array();
        labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(label -> options.addObject()
                        .put("id", account.nextOptionId())
                        .put("label", label.getKey())
                        .put("color", label.getValue()));
        return options;
    }
}
