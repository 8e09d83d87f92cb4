package org.crmmigration.sandbox.pipedrive;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks the members of a body one by one: known, writable, available to the account, of the right shape, pointing to something. */
final class EntityBody {

    private static final Set<String> SERVER_TIMES = Set.of("add_time", "update_time");

    private final Account account;
    private final EntityType type;
    private final References references;

    EntityBody(Account account, EntityType type) {
        this.account = account;
        this.type = type;
        this.references = new References(account);
    }

    void check(ObjectNode body, boolean creating) {
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            Attribute attribute = type.attribute(member.getKey());
            if (attribute == null || !attribute.writable(creating)) {
                refuseUnknown(member.getKey());
            } else {
                check(attribute, member.getValue());
            }
        }
        if (account.settings().quirks().ignoreUnknownBodyKeys()) {
            body.propertyNames().stream()
                    .filter(name -> !writable(type.attribute(name), creating))
                    .toList()
                    .forEach(body::remove);
        }
    }

    private static boolean writable(@Nullable Attribute attribute, boolean creating) {
        return attribute != null && attribute.writable(creating);
    }

    private void refuseUnknown(String name) {
        if (!account.settings().quirks().ignoreUnknownBodyKeys()) {
            throw Refusal.invalid(
                    name, SERVER_TIMES.contains(name) ? "is set by the server" : "Unknown key '" + name + "'");
        }
    }

    private void check(Attribute attribute, JsonNode value) {
        if (!account.settings().features().has(attribute.feature())) {
            throw Refusal.forbidden(
                    "'" + attribute.name() + "' is not available for this company", "feature_not_available");
        }
        boolean unlinks =
                attribute.table() != null && account.settings().quirks().nullableReferences();
        if (value.isNull() && attribute.nullable() && (attribute.table() == null || unlinks)) {
            return;
        }
        attribute.shape().check(attribute.name(), value);
        if (attribute.table() != null) {
            references.require(attribute.table(), attribute.name(), value.asLong());
        }
    }
}
