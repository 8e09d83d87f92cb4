package org.crmmigration.dynamics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import tools.jackson.databind.JsonNode;

/** What became of a create. One that meets its own row brings it up to date. */
record RowCreations(RowType type, LiveSchema schema, Gatherer<RowLooks.Look, RowLooks.Seen> looks, RowUpdates updates) {

    private static final Set<String> CLASHES = Set.of("duplicate-key", "version");

    /** @throws CrmFault when the row was refused */
    Written settled(WireRow wire, RowResult result) {
        return switch (result) {
            case RowResult.Created _ ->
                new Written(wire.id(), Json.text(wire.canonical()), wire.attributes(), List.of());
            case RowResult.Existed _ ->
                existing(
                        wire,
                        look(wire)
                                .orElseThrow(() -> new CrmFault.OutcomeUnknown(
                                        Detail.of("vanished", "a row that was said to exist is gone"), null)));
            case RowResult.Failed(var fault) ->
                existing(wire, mistaken(wire, fault).orElseThrow(() -> wire.named(fault)));
        };
    }

    /** The row, if the refusal only seems to be of a key: its own id is one too, and not all environments tell which. */
    private Optional<JsonNode> mistaken(WireRow wire, CrmFault fault) {
        return CLASHES.contains(fault.detail().code()) ? look(wire) : Optional.empty();
    }

    private Optional<JsonNode> look(WireRow wire) {
        return look(wire.id(), wire.values().keySet());
    }

    /** The row as it stands; empty when there is none. */
    Optional<JsonNode> look(String id, Set<String> columns) {
        RowLooks.Seen seen = looks.handle(new RowLooks.Look(type, id, columns));
        if (seen.fault() != null) {
            throw seen.fault();
        }
        return Optional.ofNullable(seen.row());
    }

    /** All of it when nobody else has touched the row, else only what is empty. */
    private Written existing(WireRow wire, JsonNode row) {
        UpdatePlan plan = onlyOurs(row) ? ThreeWay.overwrite(wire, row) : ThreeWay.update(wire, row, null);
        Written updated = updates.send(plan, row);
        return new Written(wire.id(), updated.written(), wire.attributes(), updated.conflicts());
    }

    private boolean onlyOurs(JsonNode row) {
        return schema.ours(Json.text(row, "_modifiedby_value")) && schema.ours(Json.text(row, "_createdby_value"));
    }
}
