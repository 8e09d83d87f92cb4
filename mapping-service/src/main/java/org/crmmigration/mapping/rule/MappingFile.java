package org.crmmigration.mapping.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.crmmigration.mapping.tree.Cursor;
import org.crmmigration.mapping.tree.InvalidMapping;
import org.crmmigration.mapping.tree.Nearest;
import org.crmmigration.mapping.tree.Problem;
import org.crmmigration.mapping.tree.Tree;
import org.crmmigration.mapping.tree.YamlReader;
import org.crmmigration.mapping.tree.YamlWriter;
import org.jspecify.annotations.Nullable;

/**
 * Mapping files: a destination's default, and a migration's own that says only what differs. What is confirmed is the
 * whole text of both together, so that a later default changes no confirmed migration.
 */
public final class MappingFile {

    /** Keys a migration's file may not change: they say what the destination is, not what the customer wants. */
    private static final Set<String> FIXED = Set.of("offered", "field_types", "phases");

    /** Blocks that a mapping is nothing without. */
    private static final Set<String> NEEDED = Set.of("choices", "entities", "objects");

    private MappingFile() {}

    /**
     * A destination's default as shipped, with its comments.
     *
     * @throws UnknownDestination when there is none
     */
    public static String defaults(String destination) {
        String name = "/mapping/" + destination + ".yaml";
        try (InputStream resource =
                destination.matches("[a-z]+") ? MappingFile.class.getResourceAsStream(name) : null) {
            if (resource == null) {
                throw new UnknownDestination(destination);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the default mapping of " + destination + " cannot be read", e);
        }
    }

    /**
     * The whole text of a migration's mapping: the default with the migration's file laid over it. The same input gives
     * the same text.
     *
     * @throws InvalidMapping naming line and key of every problem
     */
    public static String complete(String destination, String differences) {
        Tree.Branch base = YamlReader.read(destination + ".yaml (default)", defaults(destination));
        Tree.Branch over = YamlReader.read("mapping.yaml", differences);
        List<Problem> problems = new ArrayList<>();
        Cursor file = Cursor.at(over, problems);
        FIXED.forEach(key -> {
            if (file.child(key).present()) {
                file.child(key).wrong("belongs to the destination and cannot be changed by a migration");
            }
        });
        Cursor named = file.child("destination");
        if (!named.text(destination).equals(destination)) {
            named.wrong("this migration goes to " + destination);
        }
        List<Problem> slips = new ArrayList<>();
        checkOutline(Cursor.at(over, slips), base);
        refuse(slips);
        checkGone(file, base);
        Tree whole = base.overlaid(over, ExpressionReader::isExpression).pruned(RuleReader::isLikeAnother);
        checkEntities(file, base, new MappingReader(whole, problems).read());
        problems.replaceAll(problem -> inOwnFile(problem, file));
        refuse(once(problems));
        return YamlWriter.write(whole);
    }

    /**
     * Reads a whole mapping.
     *
     * @throws InvalidMapping naming line and key of every problem
     */
    public static Mapping parse(String whole) {
        List<Problem> problems = new ArrayList<>();
        Mapping mapping = new MappingReader(YamlReader.read("mapping", whole), problems).read();
        refuse(problems);
        return mapping;
    }

    /** Slips of indentation: of what stands on the wrong level everything else would be wrong as well. */
    private static void checkOutline(Cursor over, Tree.Branch base) {
        over.each((key, child) -> {
            boolean block = base.children().get(key) instanceof Tree.Branch;
            if (block && !child.isBranch() && (child.present() || NEEDED.contains(key))) {
                child.wrong("what belongs to it stands in the lines below, indented by two spaces, each 'key: value'");
            } else if (!Grammar.FILE.names().contains(key)) {
                base.children().entrySet().stream()
                        .filter(one -> one.getValue() instanceof Tree.Branch branch
                                && branch.children().containsKey(key))
                        .findFirst()
                        .ifPresent(one -> child.wrong(
                                "stands on the wrong level; indent it by two spaces below '" + one.getKey() + "'"));
            }
        });
    }

    /** An object type that the default does not know and nothing makes is a slip. */
    private static void checkEntities(Cursor over, Tree.Branch base, Mapping mapping) {
        Cursor known = Cursor.at(base, new ArrayList<>()).child("entities");
        Set<String> names = new HashSet<>();
        known.each((name, _) -> names.add(name));
        over.child("entities").each((name, child) -> {
            if (!names.contains(name)
                    && mapping.objects().stream().noneMatch(rule -> rule.type().equals(name))) {
                child.wrong("no rule makes objects of this type" + Nearest.hint(name, names));
            }
        });
    }

    /** What {@code ~} takes away must be there; else it is a slip, such as an unquoted comma. */
    private static void checkGone(Cursor over, @Nullable Tree base) {
        switch (over.tree()) {
            case Tree.Gone _ when base == null -> over.wrong("there is nothing here to take away; write a value");
            case Tree.Branch branch -> {
                boolean anew = ExpressionReader.isExpression(branch) || !(base instanceof Tree.Branch);
                Map<String, Tree> below = anew ? Map.of() : ((Tree.Branch) base).children();
                over.each((key, child) -> checkGone(child, below.get(key)));
            }
            case Tree.Items _ -> over.items().forEach(item -> checkGone(item, null));
            case null, default -> {}
        }
    }

    /** What the default misses because the migration's file took it away is wrong where that is said. */
    private static Problem inOwnFile(Problem problem, Cursor file) {
        Cursor said = file;
        for (String key : problem.key().split("\\.", -1)) {
            said = said.child(key);
        }
        boolean elsewhere = !problem.place().file().equals(file.place().file());
        return elsewhere && said.tree() != null ? new Problem(said.place(), problem.key(), problem.message()) : problem;
    }

    /** A problem that rules like another repeat, once. */
    private static List<Problem> once(List<Problem> problems) {
        Set<Problem> said = new HashSet<>();
        return problems.stream()
                .filter(problem -> said.add(new Problem(
                        problem.place(), problem.key().replaceFirst("^objects\\.[^.]+", ""), problem.message())))
                .toList();
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidMapping(problems);
        }
    }

    /** There is no default mapping for a destination. */
    public static final class UnknownDestination extends RuntimeException {
        UnknownDestination(String destination) {
            super("there is no default mapping for '" + Objects.requireNonNull(destination) + "'");
        }
    }
}
