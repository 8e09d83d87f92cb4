package org.crmmigration.ingest.behaviour;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.crmmigration.ingest.IngestException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The behaviours that tags are probed for. Forms, surveys, webinars, memberships and courses are never exported; accounts
 * that set a tag when one of them happens leave a trace. The rules are YAML: behaviour to a list of regular expressions,
 * tried in their order against the tag's name regardless of case; the first that is found counts.
 */
public final class Taxonomy {

    private static final int LONGEST = 100_000;

    private final List<Rule> rules;

    private record Rule(String behaviour, Pattern pattern) {}

    /**
     * What a tag betrays.
     *
     * @param behaviour the behaviour
     * @param rule the expression that was found in the tag's name
     */
    public record Sign(String behaviour, String rule) {}

    private Taxonomy(List<Rule> rules) {
        this.rules = rules;
    }

    /** The rules as delivered. */
    public static Taxonomy delivered() {
        return parse(deliveredText());
    }

    /** The delivered rules as text, to be edited. */
    public static String deliveredText() {
        try (InputStream in = Objects.requireNonNull(Taxonomy.class.getResourceAsStream("behaviours.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules of a migration: those in the file, or as delivered when it has none. */
    public static Taxonomy of(Path file) {
        return parse(text(file));
    }

    /** The text behind {@link #of}. */
    public static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : deliveredText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads rules.
     *
     * @throws IngestException saying what is wrong with the text, and in which line
     */
    public static Taxonomy parse(String yaml) {
        if (yaml.length() > LONGEST) {
            throw new IngestException("behaviours have " + LONGEST + " characters at most");
        }
        return new Taxonomy(rules(root(yaml)));
    }

    private static Node root(String yaml) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
            if (root != null) {
                return root;
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new IngestException(
                    "behaviours, line " + (mark == null ? 1 : mark.getLine() + 1) + ": not valid YAML, "
                            + e.getProblem(),
                    e);
        } catch (YAMLException e) {
            throw new IngestException("the behaviours are not valid YAML; check indentation and quotes", e);
        }
        throw new IngestException("behaviours are a map from a behaviour to a list of expressions; there is none");
    }

    private static List<Rule> rules(Node root) {
        if (!(root instanceof MappingNode map)) {
            throw wrong(root, "behaviours are a map from a behaviour to a list of expressions");
        }
        List<Rule> rules = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (NodeTuple entry : map.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode behaviour)) {
                throw wrong(entry.getKeyNode(), "a behaviour is a word");
            }
            String word = behaviour.getValue();
            if (!known.add(word)) {
                throw wrong(behaviour, word + " stands here a second time");
            }
            if (!(entry.getValueNode() instanceof SequenceNode patterns)) {
                throw wrong(behaviour, word + " needs a list of expressions");
            }
            patterns.getValue().forEach(pattern -> rules.add(rule(word, pattern)));
        }
        return rules;
    }

    private static Rule rule(String behaviour, Node pattern) {
        if (!(pattern instanceof ScalarNode text) || text.getValue().isEmpty()) {
            throw wrong(pattern, behaviour + " has an expression that is no text");
        }
        try {
            return new Rule(
                    behaviour, Pattern.compile(text.getValue(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException e) {
            throw wrong(pattern, behaviour + " has an expression that is none: " + e.getDescription());
        }
    }

    private static IngestException wrong(Node at, String what) {
        return new IngestException("behaviours, line " + (at.getStartMark().getLine() + 1) + ": " + what);
    }

    /** What a tag's name betrays, if anything. */
    public Optional<Sign> of(String tag) {
        return rules.stream()
                .filter(rule -> rule.pattern().matcher(tag).find())
                .findFirst()
                .map(rule -> new Sign(rule.behaviour(), rule.pattern().pattern()));
    }
}
