package org.crmmigration.reconcile.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.reconcile.ledger.RecordState;

/** Writes the ledger's part of a report. */
final class LedgerSection {

    private LedgerSection() {}

    static Report.Ledger of(
            List<FileAccount> files, Map<String, Map<RecordState, Long>> records, List<String> unbalanced) {
        Map<String, Long> byState = new LinkedHashMap<>();
        files.forEach(file -> states(file).forEach((state, rows) -> byState.merge(state, rows, Long::sum)));
        return new Report.Ledger(
                files.stream().mapToLong(FileAccount::physicalRows).sum(),
                unbalanced.isEmpty(),
                unbalanced,
                byState,
                files.stream().map(LedgerSection::file).toList(),
                records(records));
    }

    private static Report.File file(FileAccount file) {
        return new Report.File(
                file.file(), file.kind(), file.sha256(), file.physicalRows(), file.balanced(), states(file));
    }

    private static Map<String, Long> states(FileAccount file) {
        Map<String, Long> states = new LinkedHashMap<>();
        states.put("header", file.headerRows());
        states.put("blank", file.blankRows());
        states.put("record", file.recordRows());
        states.put("merged", file.mergedRows());
        states.put("repeated", file.repeatedRows());
        states.put("rejected", file.rejectedRows());
        states.put("excluded", file.excludedRows());
        return states;
    }

    /** Kinds in the order of the source, states in the contract's order. */
    private static Map<String, Map<String, Long>> records(Map<String, Map<RecordState, Long>> records) {
        Map<String, Map<String, Long>> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            Map<RecordState, Long> states = records.get(kind.word());
            if (states != null) {
                kinds.put(kind.word(), states(states));
            }
        }
        return kinds;
    }

    private static Map<String, Long> states(Map<RecordState, Long> states) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("total", states.values().stream().mapToLong(Long::longValue).sum());
        for (RecordState state : List.of(
                RecordState.CREATED,
                RecordState.UPDATED,
                RecordState.UNCHANGED,
                RecordState.ADOPTED,
                RecordState.EXCLUDED,
                RecordState.PARKED,
                RecordState.FAILED,
                RecordState.PENDING,
                RecordState.UNACCOUNTED)) {
            counts.put(state.word(), states.getOrDefault(state, 0L));
        }
        return counts;
    }
}
