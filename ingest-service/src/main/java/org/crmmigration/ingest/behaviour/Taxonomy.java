package org.crmmigration.ingest.behaviour;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.crmmigration.ingest.IngestException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

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
     * @throws IngestException saying what is wrong with the text
     */
    public static Taxonomy parse(String yaml) {
        if (yaml.length() > LONGEST) {
            throw new IngestException("behaviours have " + LONGEST + " characters at most");
        }
        List<Rule> rules = new ArrayList<>();
        try {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            if (!(read instanceof Map<?, ?> map)) {
                throw new IngestException("behaviours are a map from a behaviour to a list of expressions");
            }
            map.forEach((behaviour, patterns) -> add(rules, String.valueOf(behaviour), patterns));
        } catch (YAMLException e) {
            throw new IngestException("the behaviours are not valid YAML; check indentation and quotes", e);
        }
        return new Taxonomy(rules);
    }

    private static void add(List<Rule> rules, String behaviour, Object patterns) {
        if (!(patterns instanceof List<?> list)) {
            throw new IngestException("the behaviour " + behaviour + " needs a list of expressions");
        }
        for (Object pattern : list) {
            try {
                rules.add(new Rule(
                        behaviour,
                        Pattern.compile(String.valueOf(pattern), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
            } catch (PatternSyntaxException e) {
                throw new IngestException(
                        "the behaviour " + behaviour + " has an expression that is none: " + e.getDescription(), e);
            }
        }
    }

    /** What a tag's name betrays, if anything. */
    public Optional<Sign> of(String tag) {
        return rules.stream()
                .filter(rule -> rule.pattern().matcher(tag).find())
                .findFirst()
                .map(rule -> new Sign(rule.behaviour(), rule.pattern().pattern()));
    }
}
