package org.crmmigration.pipedrive;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.crmmigration.loader.http.Json;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.crmmigration.pipedrive.WireObject.Rule;
import tools.jackson.databind.node.ObjectNode;

/** Organizations and people. */
final class ContactColumns {

    static final String NO_CAMPAIGNS = "the account has no Campaigns, so there is no marketing status";

    private static final Map<String, String> ADDRESS_PARTS = Map.of(
            "address", "value",
            "address.street", "route",
            "address.city", "locality",
            "address.state", "admin_area_level_1",
            "address.postal_code", "postal_code",
            "address.country", "country");

    static final Columns ORGANIZATION = new Columns(
            Entity.ORGANIZATION,
            Map.ofEntries(
                    entry("name", Column.text("name", Rule.NEVER_EMPTY)),
                    entry("address", Columns.TOGETHER),
                    entry("address.street", Columns.TOGETHER),
                    entry("address.city", Columns.TOGETHER),
                    entry("address.state", Columns.TOGETHER),
                    entry("address.postal_code", Columns.TOGETHER),
                    entry("address.country", Columns.TOGETHER),
                    entry("website", ContactColumns::website),
                    entry("owner", Column.owner()),
                    entry(Columns.OWNER_UNMATCHED, Columns.TOGETHER),
                    entry("labels", Column.labels(Entity.ORGANIZATION)),
                    entry("add_time", Column.moment("add_time", Rule.AT_CREATION, false))),
            ContactColumns::address);

    static final Columns PERSON = new Columns(
            Entity.PERSON,
            Map.ofEntries(
                    entry("name", Column.text("name", Rule.NEVER_EMPTY)),
                    entry("emails", Column.points("emails", Shape.EMAILS)),
                    entry("phones", Column.points("phones", Shape.PHONES)),
                    entry("organization", Column.link("org_id", Rule.FREE)),
                    entry("owner", Column.owner()),
                    entry(Columns.OWNER_UNMATCHED, Columns.TOGETHER),
                    entry("labels", Column.labels(Entity.PERSON)),
                    entry("marketing_status", ContactColumns::marketingStatus),
                    entry("add_time", Column.moment("add_time", Rule.AT_CREATION, false))),
            draft -> {});

    private ContactColumns() {}

    private static void address(Draft draft) {
        Map<String, Value> fields = draft.object().fields();
        if (ADDRESS_PARTS.keySet().stream().noneMatch(fields::containsKey)) {
            return;
        }
        ObjectNode address = Json.object();
        ADDRESS_PARTS.forEach((logical, part) -> {
            String text = ValueText.readable(fields.getOrDefault(logical, Value.NOTHING));
            if (!text.isBlank()) {
                address.put(part, text);
            }
        });
        if (address.isEmpty()) {
            draft.clear("address", "address", Shape.ADDRESS, Rule.NEVER_EMPTY);
            return;
        }
        if (!address.has("value")) {
            // Pipedrive wants the one line; the parts in the order of an envelope are the best there is.
            address.put("value", String.join(", ", parts(address)));
        }
        draft.put("address", "address", address, Shape.ADDRESS, Rule.NEVER_EMPTY);
    }

    private static List<String> parts(ObjectNode address) {
        return List.of("route", "postal_code", "locality", "admin_area_level_1", "country").stream()
                .map(part -> Json.text(address, part))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The organization's own website member exists in accounts with that feature only; elsewhere writing it is a 403. */
    private static void website(Draft draft, String logical, Value value) {
        if (draft.schema().field(Entity.ORGANIZATION, "website").isPresent()) {
            Column.text("website", Rule.FREE).write(draft, logical, value);
        } else {
            draft.skip(logical, "the account has no website field for organizations");
        }
    }

    /** Only towards less contact. */
    private static void marketingStatus(Draft draft, String logical, Value value) {
        if (!ValueText.readable(value).equals("unsubscribed")) {
            throw draft.rejected(logical, "may only become unsubscribed; a migration never asks for more contact");
        }
        if (draft.campaigns()) {
            draft.put(WireObject.MARKETING, logical, "unsubscribed", Shape.CONSENT, Rule.NEVER_EMPTY);
        } else {
            draft.skip(logical, NO_CAMPAIGNS);
        }
    }
}
