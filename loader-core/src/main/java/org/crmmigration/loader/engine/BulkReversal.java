package org.crmmigration.loader.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.crmmigration.loader.engine.Looks.Look;
import org.crmmigration.loader.engine.Reversal.Verdict;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.ledger.LedgerLost;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.view.KnownObjects;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;

/**
 * Takes back many objects that we created: looks at all in one call, and deletes together, under intents committed
 * together, what nothing keeps. What is in doubt, cannot be seen, or has no certain answer goes the way of single commands.
 */
final class BulkReversal {

    private final CrmClient client;
    private final KnownObjects view;
    private final Looks looks;
    private final Reversal reversal;
    private final Journal journal;
    private final Commands single;
    private final LateWrites late;

    BulkReversal(
            CrmClient client,
            KnownObjects view,
            Looks looks,
            Reversal reversal,
            Journal journal,
            Commands single,
            LateWrites late) {
        this.client = client;
        this.view = view;
        this.looks = looks;
        this.reversal = reversal;
        this.journal = journal;
        this.single = single;
        this.late = late;
    }

    /** One result per work, in order; all works delete objects of one type. */
    List<Result> delete(List<Work> works) {
        Map<Long, Result> results = new HashMap<>();
        works.forEach(work -> late.sitOutFormerOwner(view.state(work.key())));
        if (works.size() > 1) {
            looks.ahead(works);
            if (client.capabilities().bulkSize(works.getFirst().key().objectType()) > 1) {
                together(works, results);
            }
        }
        works.forEach(work -> results.computeIfAbsent(work.offset(), _ -> single.carryOut(work)));
        return works.stream()
                .map(work -> Objects.requireNonNull(results.get(work.offset())))
                .toList();
    }

    private void together(List<Work> works, Map<Long, Result> results) {
        Map<String, Journal.Entry> doomed = new LinkedHashMap<>();
        for (Work work : works) {
            ObjectState state = view.state(work.key());
            Optional<Look> look = state.open() == null ? looks.ahead(work.key()) : Optional.empty();
            look.map(seen -> reversal.judge(work, state, seen)).ifPresent(verdict -> {
                switch (verdict) {
                    case Verdict.Answered(var result) -> results.put(work.offset(), result);
                    case Verdict.Doomed(var entry) -> doomed.put(Objects.requireNonNull(state.crmId()), entry);
                }
            });
        }
        if (!doomed.isEmpty()) {
            delete(doomed).forEach(results::put);
        }
    }

    /** Results by offset; what has none has to be deleted alone. */
    private Map<Long, Result> delete(Map<String, Journal.Entry> doomed) {
        List<Journal.Entry> entries = new ArrayList<>(doomed.values());
        Work first = entries.getFirst().work();
        Map<Long, Result> results = new HashMap<>();
        try {
            Map<String, CrmFault> faults =
                    journal.write(entries, () -> client.deleteMany(first.key().objectType(), doomed.keySet()));
            late.sitOutLostAnswers(first.calls());
            doomed.forEach((crmId, entry) -> {
                CrmFault fault = faults.get(crmId);
                long offset = entry.work().offset();
                if (fault == null) {
                    results.put(offset, Reversal.deleted(entry));
                } else if (fault instanceof CrmFault.Rejected refused) {
                    results.put(offset, Result.failed(Operation.DELETE, entry.state(), refused));
                }
            });
        } catch (CallAbandoned | LedgerLost e) {
            throw e;
        } catch (RuntimeException fault) {
            return Map.of(); // each alone says what is the matter with it
        }
        return results;
    }
}
