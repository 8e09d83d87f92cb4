package org.crmmigration.mapping.run;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.crmmigration.messaging.command.RunScope;

/**
 * Chooses a few records of an export that together exercise as much of a mapping as they can: every rule, field, choice
 * value and exclusion that any record exercises, the longest texts and the most relations. What chosen records refer to
 * comes along. Tells what is covered and what is not, as one does of code. The same export and mapping give the same sample.
 */
public final class Sampling {

    /** Sizes a person may ask for. */
    public static final int SMALLEST = 10;

    /** Larger samples are no samples; with what they refer to they must fit into a run's scope. */
    public static final int LARGEST = 200;

    private static final int DEPTH = 5;
    private static final int MOST_MISSING = 50;

    private final Surveys surveys;

    /** Samples of exports that these surveys are of. */
    public Sampling(Surveys surveys) {
        this.surveys = surveys;
    }

    /**
     * Part of a coverage.
     *
     * @param total what any record of the export exercises
     * @param missing up to {@value #MOST_MISSING} of those no chosen record exercises
     */
    public record Part(long covered, long total, List<String> missing) {}

    /**
     * A sample.
     *
     * @param keys the records, as a run's scope names them
     * @param records how many of each kind
     * @param coverage by what is covered: rules, fields, values, exclusions, extremes
     * @param idleRules rules of the mapping that no record of the export exercises
     */
    public record Sample(
            String export,
            int size,
            List<String> keys,
            Map<String, Long> records,
            Map<String, Part> coverage,
            List<String> idleRules) {}

    /** Chooses about so many records; what they refer to comes on top. */
    public Sample of(Order order, String export, int size) {
        Generation generation = surveys.of(order, export);
        ExportReader reader = new ExportReader(surveys.clients(), order, generation);
        Features features = new Features(order.mapping(), generation.plan());
        Candidates candidates = new Candidates();
        reader.all(record -> candidates.see(record, features.of(record)));
        Set<String> chosen = candidates.choose(size);
        include(reader, chosen, candidates.relatives());
        return report(reader, features, candidates, export, size, chosen);
    }

    /** Adds some of what refers to the record with the most relations, and what all of these refer to. */
    private static void include(ExportReader reader, Set<String> chosen, Collection<String> relatives) {
        chosen.addAll(relatives);
        Set<String> looked = new HashSet<>();
        Set<String> next = sourceKeys(chosen);
        for (int i = 0; i < DEPTH && !next.isEmpty(); i++) {
            Set<String> wanted = Set.copyOf(next);
            looked.addAll(wanted);
            next.clear();
            reader.those(wanted::contains, record -> {
                if (chosen.contains(Selection.key(record)) || chosen.size() < RunScope.MAX_KEYS) {
                    chosen.add(Selection.key(record));
                    next.addAll(record.references().values());
                }
            });
            next.removeAll(looked);
        }
    }

    private static Set<String> sourceKeys(Set<String> chosen) {
        return chosen.stream().map(Selection::sourceKey).collect(Collectors.toCollection(HashSet::new));
    }

    private static Sample report(
            ExportReader reader,
            Features features,
            Candidates candidates,
            String export,
            int size,
            Set<String> chosen) {
        Map<String, Long> records = new TreeMap<>();
        Set<String> covered = new HashSet<>();
        reader.those(sourceKeys(chosen)::contains, record -> {
            String key = Selection.key(record);
            if (chosen.contains(key)) {
                records.merge(record.kind().word(), 1L, Long::sum);
                covered.addAll(features.of(record).words());
                covered.addAll(candidates.extremesOf(key));
            }
        });
        Map<String, Part> coverage = new LinkedHashMap<>();
        Features.PARTS.forEach(part -> coverage.put(part, part(part, candidates.universe(), covered)));
        return new Sample(
                export,
                size,
                chosen.stream().sorted().toList(),
                records,
                coverage,
                features.idle(candidates.universe()));
    }

    private static Part part(String name, Set<String> universe, Set<String> covered) {
        String prefix = name + ": ";
        List<String> all =
                universe.stream().filter(word -> word.startsWith(prefix)).toList();
        List<String> missing = all.stream()
                .filter(word -> !covered.contains(word))
                .map(word -> word.substring(prefix.length()))
                .sorted()
                .toList();
        return new Part(
                all.size() - missing.size(),
                all.size(),
                missing.stream().limit(MOST_MISSING).toList());
    }
}
