package org.crmmigration.reconcile.ledger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** The counts of all runs and generations: in memory while reading, in the file with the rows they count. */
final class Tallies {

    private static final String RUN = "run/";
    private static final String GENERATION = "generation/";
    private static final String SAVE = "INSERT OR REPLACE INTO tally VALUES (?, ?)";

    private final Database database;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, RunTally> runs = new HashMap<>();
    private final Map<String, GenerationTally> generations = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private Standing standing;

    /** Goes on from what the file holds. */
    Tallies(Database database) {
        this.database = database;
        database.each("SELECT name, json FROM tally", row -> restore(row.getString(1), row.getString(2)));
        standing = snapshot(Map.of(), Map.of());
    }

    /** The run's counts, about to change. */
    RunTally run(String run) {
        changed.add(RUN + run);
        return runs.computeIfAbsent(run, RunTally::of);
    }

    /** The counts of an export's generation, about to change. */
    GenerationTally generation(String export) {
        changed.add(GENERATION + export);
        return generations.computeIfAbsent(export, GenerationTally::of);
    }

    /** Writes what changed, in the caller's transaction. */
    void save() {
        standing = snapshot(standing.runs(), standing.generations());
        standing.runs().forEach((run, tally) -> save(RUN + run, tally));
        standing.generations().forEach((export, tally) -> save(GENERATION + export, tally));
        changed.clear();
    }

    /** As of the last save. */
    Standing standing() {
        return standing;
    }

    private void save(String name, Object tally) {
        if (changed.contains(name)) {
            database.update(SAVE, name, json.writeValueAsString(tally));
        }
    }

    private void restore(String name, String text) {
        if (name.startsWith(RUN)) {
            runs.put(name.substring(RUN.length()), new RunTally(json.readValue(text, RunStanding.class)));
        } else {
            generations.put(
                    name.substring(GENERATION.length()),
                    new GenerationTally(json.readValue(text, GenerationStanding.class)));
        }
        changed.add(name);
    }

    private Standing snapshot(Map<String, RunStanding> oldRuns, Map<String, GenerationStanding> oldGenerations) {
        Map<String, RunStanding> newRuns =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        newRuns.putAll(oldRuns);
        Map<String, GenerationStanding> newGenerations = new LinkedHashMap<>(oldGenerations);
        runs.forEach((run, tally) -> {
            if (changed.contains(RUN + run)) {
                newRuns.put(run, tally.standing());
            }
        });
        generations.forEach((export, tally) -> {
            if (changed.contains(GENERATION + export)) {
                newGenerations.put(export, tally.standing());
            }
        });
        long[] unreadable = {0};
        database.each("SELECT count(*) FROM unreadable", row -> unreadable[0] = row.getLong(1));
        return new Standing(newRuns, newGenerations, unreadable[0]);
    }
}
