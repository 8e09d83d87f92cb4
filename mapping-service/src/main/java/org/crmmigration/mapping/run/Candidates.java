package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/** Records worth choosing: for each thing to cover a few that cover it. For one thread. */
final class Candidates {
    private static final int OF_A_FEATURE = 2;
    private static final int OF_A_KIND = 40;
    private static final int RELATIVES = 10;

    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<String, Set<String>> records = new LinkedHashMap<>();
    private final Map<String, Extreme> extremes = new TreeMap<>();
    private final Map<Kind, List<String>> fillers = new TreeMap<>();
    /** What refers to the record with the most relations; such records stand behind it. */
    private final List<String> relatives = new ArrayList<>();

    /** A record that is the most of something. */
    private record Extreme(String key, String sourceKey, long measure, Set<String> words) {}

    void see(SourceRecord record, Features.Exercised exercised) {
        String key = Selection.key(record);
        boolean worthwhile = false;
        for (String word : exercised.words()) {
            worthwhile |= seen.merge(word, 1, Integer::sum) <= OF_A_FEATURE;
        }
        if (worthwhile) {
            records.put(key, exercised.words());
        }
        exercised.measures().forEach((name, measure) -> {
            Extreme known = extremes.get(name);
            if (known == null || measure > known.measure()) {
                extremes.put(name, new Extreme(key, record.sourceKey(), measure, exercised.words()));
                if (name.equals(Features.MOST_RELATIONS)) {
                    relatives.clear();
                }
            }
        });
        if (relatives.size() < RELATIVES && record.references().containsValue(mostRelated())) {
            relatives.add(key);
        }
        List<String> ofKind = fillers.computeIfAbsent(record.kind(), _ -> new ArrayList<>());
        if (ofKind.size() < OF_A_KIND && exercised.leadsToObjects()) {
            ofKind.add(key);
        }
    }

    Set<String> universe() {
        Set<String> universe = new TreeSet<>(seen.keySet());
        universe.addAll(extremes.keySet());
        return universe;
    }

    List<String> extremesOf(String key) {
        return extremes.entrySet().stream()
                .filter(entry -> entry.getValue().key().equals(key))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Some of what refers to the record with the most relations. */
    List<String> relatives() {
        return relatives;
    }

    private String mostRelated() {
        Extreme most = extremes.get(Features.MOST_RELATIONS);
        return most == null ? "" : most.sourceKey();
    }

    /** Greedily: the record that covers most of what is not covered yet, until nothing is left or the sample is full. */
    Set<String> choose(int size) {
        Map<String, Set<String>> left = new TreeMap<>();
        records.forEach((key, words) -> left.put(key, new HashSet<>(words)));
        extremes.forEach((name, extreme) -> left.computeIfAbsent(extreme.key(), _ -> new HashSet<>(extreme.words()))
                .add(name));
        Set<String> chosen = new TreeSet<>();
        while (chosen.size() < size) {
            Map.Entry<String, Set<String>> best = left.entrySet().stream()
                    .max(Comparator.comparingInt((Map.Entry<String, Set<String>> entry) ->
                                    entry.getValue().size())
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .orElse(null);
            if (best == null || best.getValue().isEmpty()) {
                break;
            }
            Set<String> covered = Set.copyOf(best.getValue());
            chosen.add(best.getKey());
            left.remove(best.getKey());
            left.values().forEach(words -> words.removeAll(covered));
        }
        fill(chosen, size);
        return chosen;
    }

    /** A few of every kind in turn, up to the size. */
    private void fill(Set<String> chosen, int size) {
        for (int i = 0; i < OF_A_KIND && chosen.size() < size; i++) {
            for (List<String> ofKind : fillers.values()) {
                if (i < ofKind.size() && chosen.size() < size) {
                    chosen.add(ofKind.get(i));
                }
            }
        }
    }
}
