package org.crmmigration.dynamics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a row should look like, by column and in Dataverse's own values.
 *
 * @param id of the row, chosen by us
 * @param unmatchedOwner e-mail address of an owner who is no enabled user
 */
record WireRow(
        RowType type,
        String id,
        Map<String, WireValue> values,
        @Nullable String unmatchedOwner) {

    /** Copies, keeping the order. */
    WireRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * One value.
     *
     * @param logical the command's name for it
     * @param updatable whether it can be changed after the row was created
     */
    record WireValue(String logical, JsonNode value, Kind kind, boolean updatable) {}

    /** All values as one object. */
    ObjectNode canonical() {
        ObjectNode all = Json.object();
        values.forEach((column, value) -> all.set(column, value.value()));
        return all;
    }

    /** What a create sends: everything that has a value, and the id. */
    ObjectNode creation() {
        ObjectNode filled = Json.object();
        values.forEach((column, value) -> {
            if (!Kind.isEmpty(value.value())) {
                filled.set(column, value.value());
            }
        });
        return RowCodec.body(type, filled);
    }

    /** The state to bring a new row into; null when new rows have it anyway. */
    @Nullable
    String state() {
        WireValue state = values.get(RowCodec.STATE);
        return state == null || state.value().asString().startsWith("0/")
                ? null
                : state.value().asString();
    }

    /** The row that creating this one locks. */
    @Nullable
    String parent() {
        WireValue parent = type.parent() == null ? null : values.get(type.parent());
        return parent == null || Kind.isEmpty(parent.value())
                ? null
                : parent.value().asString();
    }

    Map<String, String> attributes() {
        return unmatchedOwner == null ? Map.of() : Map.of("ownerUnmatched", "1");
    }

    /** The same fault, naming the field as the command does. */
    CrmFault named(CrmFault fault) {
        String column = fault.detail().field();
        if (!(fault instanceof CrmFault.Rejected) || column == null) {
            return fault;
        }
        WireValue value = values.get(column);
        Detail detail = fault.detail();
        return new CrmFault.Rejected(new Detail(
                detail.code(),
                detail.message(),
                detail.httpStatus(),
                detail.requestId(),
                value == null ? column : value.logical()));
    }
}
