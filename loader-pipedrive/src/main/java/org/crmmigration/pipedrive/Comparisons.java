package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares what was read back with what it should be, field by field. */
final class Comparisons {

    private Comparisons() {}

    static ReadBack readBack(String crmId, WireObject wanted, @Nullable JsonNode current) {
        if (current == null) {
            return new ReadBack(crmId, false, List.of());
        }
        List<FieldCheck> checks = new ArrayList<>();
        wanted.values().forEach((path, value) -> {
            Shape.Comparison comparison = value.shape().compare(value.value(), Wire.at(current, path));
            checks.add(new FieldCheck(value.logical(), comparison.verdict(), comparison.reason()));
        });
        wanted.skipped().forEach((field, reason) -> checks.add(new FieldCheck(field, Verdict.EXPLAINED, reason)));
        return new ReadBack(crmId, true, checks);
    }
}
