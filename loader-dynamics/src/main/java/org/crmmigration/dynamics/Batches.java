package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.port.CrmFault;
import org.jspecify.annotations.Nullable;

/**
 * Makes operations in batches, each on its own. Those that were rolled back for no fault of theirs go again, alone.
 *
 * @param size operations of one batch
 */
record Batches(DynamicsApi api, Patience patience, int size) {

    /** The fault of each operation, in their order; null for a success. */
    List<@Nullable CrmFault> each(List<Operation> operations) {
        List<@Nullable CrmFault> faults = new ArrayList<>(operations.size());
        for (int from = 0; from < operations.size(); from += size) {
            faults.addAll(batch(operations.subList(from, Math.min(operations.size(), from + size))));
        }
        return faults;
    }

    private List<@Nullable CrmFault> batch(List<Operation> operations) {
        List<@Nullable CrmFault> faults;
        try {
            faults = api.batch(operations);
        } catch (CrmFault fault) {
            return Collections.nCopies(operations.size(), fault);
        }
        for (int i = 0; i < faults.size(); i++) {
            CrmFault fault = faults.get(i);
            if (fault instanceof CrmFault.NotSent || (fault != null && Patience.lags(fault))) {
                faults.set(i, alone(operations.get(i)));
            }
        }
        return faults;
    }

    private @Nullable CrmFault alone(Operation operation) {
        return patience.fault(() -> {
            CrmFault fault = api.batch(List.of(operation)).getFirst();
            if (fault != null) {
                throw fault;
            }
        });
    }

    /**
     * Takes things away, each by operations that may be repeated; what is gone already is no error.
     *
     * @return why, by id, those are still there that are
     * @throws CrmFault when the environment cannot be used at all
     */
    Map<String, CrmFault> remove(Map<String, List<Operation>> removals) {
        List<String> ids = new ArrayList<>();
        removals.forEach((id, operations) -> ids.addAll(Collections.nCopies(operations.size(), id)));
        List<@Nullable CrmFault> faults =
                each(removals.values().stream().flatMap(List::stream).toList());
        Map<String, CrmFault> left = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            CrmFault fault = faults.get(i);
            if (fault instanceof CrmFault.Unavailable || fault instanceof CrmFault.RateLimited) {
                throw fault;
            }
            if (fault != null && !(fault instanceof CrmFault.Rejected refused && refused.gone())) {
                left.putIfAbsent(ids.get(i), fault);
            }
        }
        return left;
    }

    /** The same for one thing. */
    void remove(String id, Stream<Operation> removals) {
        CrmFault fault = remove(Map.of(id, removals.toList())).get(id);
        if (fault != null) {
            throw fault;
        }
    }
}
