package org.crmmigration.dynamics;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.crmmigration.dynamics.RowLooks.Look;
import org.crmmigration.dynamics.RowLooks.Seen;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads rows one at a time, and rows that are looked at together in one call. */
record RowLooks(DynamicsApi api) implements Gatherer.Bulk<Look, Seen> {

    /** A row and the columns wanted of it. */
    record Look(RowType type, String id, Set<String> columns) {}

    /**
     * What was seen.
     *
     * @param row null when it is gone
     * @param fault why it could not be looked at, null when it could
     */
    record Seen(@Nullable JsonNode row, @Nullable CrmFault fault) {}

    @Override
    public String kind(Look look) {
        return look.type().word();
    }

    @Override
    public @Nullable String parent(Look look) {
        return null;
    }

    @Override
    public int most(Look look) {
        return RowReads.MOST_IDS;
    }

    @Override
    public Seen abandoned() {
        return new Seen(null, new CrmFault.OutcomeUnknown(Detail.of("abandoned", "the call was given up"), null));
    }

    @Override
    public List<Seen> handle(List<Look> load) {
        RowReads reads = new RowReads(load.getFirst().type(), api);
        try {
            return load.size() == 1 ? List.of(one(reads, load.getFirst())) : many(reads, load);
        } catch (CrmFault fault) {
            return Collections.nCopies(load.size(), new Seen(null, fault));
        }
    }

    private static Seen one(RowReads reads, Look look) {
        return new Seen(reads.one(look.id(), look.columns()).orElse(null), null);
    }

    private static List<Seen> many(RowReads reads, List<Look> load) {
        Set<String> columns = new LinkedHashSet<>();
        load.forEach(look -> columns.addAll(look.columns()));
        Map<String, JsonNode> rows = reads.many(load.stream().map(Look::id).toList(), columns);
        return load.stream()
                .map(look -> new Seen(rows.get(look.id().toLowerCase(Locale.ROOT)), null))
                .toList();
    }
}
