package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.Written;
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

    /** The same under another id. */
    WireRow at(String otherId) {
        return new WireRow(type, otherId, values, unmatchedOwner);
    }

    /** Each value beside what stands in the row. */
    ReadBack compared(JsonNode row) {
        List<FieldCheck> checks = new ArrayList<>();
        values.forEach((column, value) -> {
            Kind.Comparison comparison = value.kind().compare(value.value(), RowCodec.read(type, row, column));
            checks.add(new FieldCheck(value.logical(), comparison.verdict(), comparison.reason()));
        });
        return new ReadBack(id, true, checks);
    }

    /** What counts as written by us of a row that was found: what stands there, of options only those we want too. */
    Written standing(JsonNode row) {
        ObjectNode written = Json.object();
        values.forEach((column, value) -> {
            JsonNode now = RowCodec.read(type, row, column);
            if (value.kind() == Kind.CHOICES) {
                Set<String> ours = new LinkedHashSet<>(Kind.options(now));
                ours.retainAll(Kind.options(value.value()));
                written.put(column, String.join(",", ours));
            } else if (!now.isMissingNode()) {
                written.set(column, now);
            }
        });
        return new Written(id, Json.text(written), attributes(), List.of());
    }
}
