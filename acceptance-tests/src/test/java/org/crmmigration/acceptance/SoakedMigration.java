package org.crmmigration.acceptance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.crmmigration.contract.plain.PlainMigration;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.sandbox.plain.PlainSandbox;
import org.crmmigration.sandbox.plain.PlainSandbox.Row;

/** A migration of one strategy: what was commanded, and how what landed differs from it. */
final class SoakedMigration implements AutoCloseable {

    private final PlainMigration migration;
    private final PlainMigration.Outcomes ledger;
    private final String type;
    private final Map<String, String> wanted = new HashMap<>();
    private final Map<Long, Outcome> outcomes = new HashMap<>();
    private int objects;
    private int commands;

    /**
     * @param type the object type, which stands for the strategy
     */
    SoakedMigration(PlainMigration migration, String type) {
        this.migration = migration;
        this.type = type;
        this.ledger = migration.outcomes();
    }

    /** What became of everything commanded. */
    record Landing(int commands, int missing, int duplicates, int stale, int unwanted, Map<Status, Long> statuses) {
        boolean clean() {
            return missing == 0
                    && duplicates == 0
                    && stale == 0
                    && unwanted == 0
                    && statuses.keySet().stream()
                            .allMatch(
                                    status -> List.of(Status.CREATED, Status.UPDATED, Status.UNCHANGED, Status.ADOPTED)
                                            .contains(status));
        }
    }

    String name() {
        return migration.name();
    }

    int commands() {
        return commands;
    }

    /** Feeds, unless two batches are still to be done. */
    void keepBusy(int batch) {
        if (commands - answered() < 2 * batch) {
            feed(batch);
        }
    }

    /** Commands new objects, and a change of every third of them right behind. */
    void feed(int count) {
        List<ObjectCommand> batch = new ArrayList<>();
        for (int i = objects; i < objects + count; i++) {
            batch.add(upsert(i, "first " + i));
        }
        for (int i = objects; i < objects + count; i += 3) {
            batch.add(upsert(i, "second " + i));
        }
        migration.command(batch);
        objects += count;
        commands += batch.size();
    }

    private ObjectCommand upsert(int number, String text) {
        wanted.put(migration.migrationKey(type, number), PlainMigration.held(text));
        return PlainMigration.upsert(type, number, text);
    }

    /** Takes in what the ledger says since the last time; how many commands have an outcome. */
    int answered() {
        List<Outcome> more = ledger.more();
        more.forEach(outcome -> outcomes.put(outcome.commandOffset(), outcome));
        return outcomes.size();
    }

    /** Outcomes of creates whose answer was lost and whose object was found. */
    long foundAgain() {
        return outcomes.values().stream()
                .filter(outcome -> "1".equals(outcome.attributes().get("inDoubt")))
                .count();
    }

    Landing landing(PlainSandbox crm) {
        Map<String, List<Row>> rows = crm.rows(migration.name()).stream().collect(Collectors.groupingBy(Row::key));
        int missing = 0;
        int duplicates = 0;
        int stale = 0;
        for (Map.Entry<String, String> one : wanted.entrySet()) {
            List<Row> found = rows.getOrDefault(one.getKey(), List.of());
            missing += found.isEmpty() ? 1 : 0;
            duplicates += Math.max(0, found.size() - 1);
            stale += found.stream().allMatch(row -> row.text().equals(one.getValue())) ? 0 : 1;
        }
        int unwanted = count(rows.keySet());
        Map<Status, Long> statuses = outcomes.values().stream()
                .collect(Collectors.groupingBy(Outcome::status, TreeMap::new, Collectors.counting()));
        return new Landing(commands, missing, duplicates, stale, unwanted, statuses);
    }

    private int count(Collection<String> keys) {
        return (int) keys.stream().filter(key -> !wanted.containsKey(key)).count();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
