package org.crmmigration.mapping.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.crmmigration.mapping.kit.DefaultMappingsTest;
import org.crmmigration.mapping.kit.MappingCase;
import org.crmmigration.mapping.kit.MappingJson;
import org.crmmigration.mapping.kit.MappingKit;
import org.crmmigration.mapping.tree.Problem;
import org.crmmigration.mapping.tree.Tree;
import org.crmmigration.mapping.tree.Tree.Branch;
import org.crmmigration.mapping.tree.Tree.Items;
import org.crmmigration.mapping.tree.YamlReader;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Takes every line out of every default mapping, one at a time: a rule, a field of it, a condition, an entry of a table, an
 * item of a list. Either what is left is no mapping, or some pair of {@link DefaultMappingsTest} comes out otherwise; a line
 * that nobody would miss is not covered by any pair, or stands in {@code said-twice.txt} with the reason.
 *
 * <p>{@code -Dmapping.mutation.depth=9} takes the parts of expressions out as well and lists what no pair misses.
 */
class MutationTest {

    /** What says how records become objects; the rest says what the destination is, or is read by people. */
    private static final List<String> PARTS = List.of("suppress", "custom_fields", "words", "objects", "exclude");

    /** A line of a rule stands four keys deep; parts of its expression stand deeper. */
    private static final int DEPTH = Integer.getInteger("mapping.mutation.depth", 4);

    /** Pairs under one mapping. */
    private record Group(Branch mapping, List<Pair> pairs) {}

    private record Pair(List<SourceRecord> records, List<CommandMessage> expected) {}

    @ParameterizedTest
    @ValueSource(strings = {"pipedrive", "freshsales", "dynamics", "highlevel"})
    void missesEveryLineThatIsTakenAway(String destination) throws IOException, URISyntaxException {
        // Given
        List<Group> groups = groups(destination);
        Branch defaults = tree(destination, "");
        List<List<String>> lines = new ArrayList<>();
        PARTS.forEach(part -> collect(Objects.requireNonNull(defaults.children().get(part)), List.of(part), lines));

        // When
        List<String> missedByNobody = new ArrayList<>();
        for (List<String> line : lines) {
            Group noticed = noticed(groups, line);
            if (noticed == null) {
                missedByNobody.add(String.join(".", line));
            } else {
                groups.remove(noticed);
                groups.addFirst(noticed);
            }
        }

        // Then
        assertThat(lines).hasSizeGreaterThan(200);
        List<String> saidTwice = saidTwice(destination);
        assertThat(missedByNobody).containsAll(saidTwice);
        missedByNobody.removeAll(saidTwice);
        assertThat(missedByNobody).isEmpty();
    }

    private static List<String> saidTwice(String destination) throws IOException, URISyntaxException {
        URL file = Objects.requireNonNull(MutationTest.class.getResource("/mapping/said-twice.txt"));
        return Files.readAllLines(Path.of(file.toURI())).stream()
                .filter(line -> line.startsWith(destination + " "))
                .map(line -> line.substring(destination.length() + 1))
                .toList();
    }

    private static List<Group> groups(String destination) throws IOException, URISyntaxException {
        Map<Branch, List<Pair>> groups = new LinkedHashMap<>();
        for (MappingCase found : DefaultMappingsTest.casesOf(destination)) {
            var own = found.folder().resolve("mapping.yaml");
            Branch mapping = tree(destination, Files.exists(own) ? Files.readString(own) : "");
            List<SourceRecord> records = MappingJson.records(Files.readString(found.before()));
            groups.computeIfAbsent(mapping, _ -> new ArrayList<>())
                    .add(new Pair(records, kit(mapping).orElseThrow().commands(records)));
        }
        List<Group> all = new ArrayList<>();
        groups.forEach((mapping, pairs) -> all.add(new Group(mapping, pairs)));
        return all;
    }

    private static Branch tree(String destination, String differences) {
        return YamlReader.read(destination, MappingFile.complete(destination, differences));
    }

    /** A kit; empty when the tree is no mapping. */
    private static Optional<MappingKit> kit(Tree tree) {
        List<Problem> problems = new ArrayList<>();
        Mapping mapping = new MappingReader(tree, problems).read();
        return problems.isEmpty()
                ? Optional.of(new MappingKit(mapping, Mapping.DEFAULT_ZONE, Instant.parse("2026-01-01T00:00:00Z")))
                : Optional.empty();
    }

    /** The group in which something comes out otherwise without the line; null when none does. */
    private static @Nullable Group noticed(List<Group> groups, List<String> line) {
        for (Group group : groups) {
            Tree without = without(group.mapping(), line);
            if (!without.equals(group.mapping()) && differs(kit(without), group.pairs())) {
                return group;
            }
        }
        return null;
    }

    private static boolean differs(Optional<MappingKit> kit, List<Pair> pairs) {
        return kit.isEmpty()
                || pairs.stream()
                        .anyMatch(pair -> !kit.get().commands(pair.records()).equals(pair.expected()));
    }

    private static void collect(Tree tree, List<String> path, List<List<String>> lines) {
        switch (tree) {
            case Branch branch ->
                branch.children().forEach((key, child) -> {
                    List<String> below = below(path, key);
                    add(child, below, lines);
                });
            case Items list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    List<String> below = below(path, Integer.toString(i));
                    add(list.items().get(i), below, lines);
                }
            }
            case Tree.Leaf _ -> {}
            case Tree.Gone _ -> {}
        }
    }

    private static void add(Tree tree, List<String> path, List<List<String>> lines) {
        if (path.size() <= DEPTH) {
            lines.add(path);
            collect(tree, path, lines);
        }
    }

    private static List<String> below(List<String> path, String key) {
        List<String> below = new ArrayList<>(path);
        below.add(key);
        return List.copyOf(below);
    }

    /** The tree without what stands at a path; itself when nothing does. */
    private static Tree without(Tree tree, List<String> path) {
        String key = path.getFirst();
        List<String> below = path.subList(1, path.size());
        return switch (tree) {
            case Branch branch
            when branch.children().containsKey(key) -> {
                Map<String, Tree> left = new LinkedHashMap<>(branch.children());
                left.computeIfPresent(key, (_, child) -> below.isEmpty() ? null : without(child, below));
                yield new Branch(branch.place(), left);
            }
            case Items list
            when Integer.parseInt(key) < list.items().size() -> {
                List<Tree> left = new ArrayList<>(list.items());
                Tree child = left.remove(Integer.parseInt(key));
                if (!below.isEmpty()) {
                    left.add(Integer.parseInt(key), without(child, below));
                }
                yield new Items(list.place(), left);
            }
            case Tree same -> same;
        };
    }
}
