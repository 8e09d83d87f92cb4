package org.crmmigration.reconcile.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.reconcile.ledger.GenerationStanding;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RecordState;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.jspecify.annotations.Nullable;

/**
 * Looks for whatever is not accounted for: rows of files, records, commands, outcomes, and says where. Each rule compares
 * two independently counted numbers.
 */
final class Balance {

    private final List<String> sentences = new ArrayList<>();

    private Balance() {}

    /** One sentence for each thing that does not add up; empty when the ledger balances. */
    static List<String> of(
            @Nullable GenerationStanding generation,
            @Nullable RunStanding run,
            Map<String, Map<RecordState, Long>> records,
            long unreadable) {
        Balance balance = new Balance();
        balance.readable(unreadable);
        if (generation == null) {
            balance.sentences.add("no record of the run's export has been read");
        } else {
            balance.generation(generation, records);
        }
        if (run == null) {
            balance.sentences.add("no run has begun");
        } else {
            balance.records(records);
            balance.run(run);
        }
        return List.copyOf(balance.sentences);
    }

    private void readable(long unreadable) {
        if (unreadable > 0) {
            sentences.add("%d messages could not be decoded".formatted(unreadable));
        }
    }

    private void generation(GenerationStanding generation, Map<String, Map<RecordState, Long>> records) {
        ExportCompleted completed = generation.completed();
        if (completed == null) {
            sentences.add("%s has not been read to its end".formatted(generation.export()));
            return;
        }
        completed.files().stream().filter(file -> !file.balanced()).forEach(this::file);
        TreeSet<String> kinds = new TreeSet<>(completed.recordsByKind().keySet());
        kinds.addAll(generation.published().keySet());
        for (String kind : kinds) {
            long announced = completed.recordsByKind().getOrDefault(kind, 0L);
            long read = generation.published().getOrDefault(kind, 0L);
            long keys = generation.distinct().getOrDefault(kind, 0L);
            compare(kind, ": %d records announced, %d read", announced, read);
            compare(kind, ": %d records read, but only %d different keys among them", read, keys);
            long stated = records.getOrDefault(kind, new EnumMap<>(RecordState.class)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (!records.isEmpty()) {
                compare(kind, ": %d different keys, but %d records with a state", keys, stated);
            }
        }
        if (!generation.checksum().equals(completed.checksum())) {
            sentences.add(
                    "%s: the records read have another checksum than the one announced".formatted(generation.export()));
        }
        if (generation.gaps() > 0) {
            sentences.add("%d records are not in their place of the sequence".formatted(generation.gaps()));
        }
    }

    private void file(FileAccount file) {
        long accounted = file.headerRows()
                + file.blankRows()
                + file.recordRows()
                + file.mergedRows()
                + file.repeatedRows()
                + file.rejectedRows()
                + file.excludedRows();
        sentences.add("%s: %d physical rows, %d with a state".formatted(file.file(), file.physicalRows(), accounted));
    }

    private void records(Map<String, Map<RecordState, Long>> records) {
        records.forEach((kind, states) -> {
            long pending = states.getOrDefault(RecordState.PENDING, 0L);
            long lost = states.getOrDefault(RecordState.UNACCOUNTED, 0L);
            if (pending > 0) {
                sentences.add("%s: %d records wait for the outcome of a command".formatted(kind, pending));
            }
            if (lost > 0) {
                sentences.add(
                        "%s: %d records led to no command and were not left out with a reason".formatted(kind, lost));
            }
        });
    }

    private void run(RunStanding run) {
        if (run.endedAt() == null) {
            sentences.add("mapping has not ended %s".formatted(run.run()));
        }
        run.phases().forEach(this::phase);
        TreeSet<String> reasons = new TreeSet<>(run.excludedAnnounced().keySet());
        reasons.addAll(run.excluded().keySet());
        for (String reason : run.endedAt() == null ? new TreeSet<String>() : reasons) {
            compare(
                    "left out as " + reason,
                    ": %d records announced, %d read",
                    run.excludedAnnounced().getOrDefault(reason, 0L),
                    run.excluded().getOrDefault(reason, 0L));
        }
    }

    private void phase(PhaseStanding phase) {
        String name = "phase " + phase.number() + " (" + phase.name() + ")";
        if (!phase.ended()) {
            sentences.add("%s has not been emitted to its end".formatted(name));
        } else if (!phase.agrees()) {
            sentences.add("%s: %d commands announced with checksum %s, %d read with %s, naming %d objects"
                    .formatted(
                            name,
                            phase.announced(),
                            phase.announcedChecksum(),
                            phase.seen(),
                            phase.checksum(),
                            phase.objects()));
        }
        compare(name, ": %d objects commanded, %d with an outcome", phase.objects(), phase.done());
    }

    private void compare(String what, String numbers, long one, long other) {
        if (one != other) {
            sentences.add(what + numbers.formatted(one, other));
        }
    }
}
