package org.crmmigration.mapping.tree;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree and notes what is wrong instead of stopping, so that a person sees all problems at once. Reading past a
 * problem yields empty values; nothing read is used when problems were noted.
 *
 * @param tree where the cursor stands; {@code null} when the key is absent
 * @param place the nearest known line
 */
public record Cursor(@Nullable Tree tree, Place place, String path, List<Problem> problems) {

    /** At the top of a document. */
    public static Cursor at(Tree tree, List<Problem> problems) {
        return new Cursor(tree, tree.place(), "", problems);
    }

    /** Whether there is anything here. */
    public boolean present() {
        return tree != null && !(tree instanceof Tree.Gone);
    }

    /** Whether this is a mapping. */
    public boolean isBranch() {
        return tree instanceof Tree.Branch;
    }

    /** The child of a mapping; absent when there is none. */
    public Cursor child(String key) {
        Tree found = tree instanceof Tree.Branch branch ? branch.children().get(key) : null;
        return new Cursor(found, found == null ? place : found.place(), below(key), problems);
    }

    /** Visits the children of a mapping. */
    public void each(BiConsumer<String, Cursor> visitor) {
        children().keySet().forEach(key -> visitor.accept(key, child(key)));
    }

    /** The items of a list; a lone text is a list of one. */
    public List<Cursor> items() {
        return switch (tree) {
            case null -> List.of();
            case Tree.Gone _ -> List.of();
            case Tree.Items list ->
                list.items().stream()
                        .map(item -> new Cursor(item, item.place(), path, problems))
                        .toList();
            case Tree.Leaf _ -> List.of(this);
            case Tree.Branch _ -> {
                wrong("a list is expected here");
                yield List.of();
            }
        };
    }

    /** The text, or the fallback when the key is absent. */
    public String text(String fallback) {
        return switch (tree) {
            case null -> fallback;
            case Tree.Gone _ -> fallback;
            case Tree.Leaf leaf -> leaf.text();
            case Tree.Branch _ -> notText(fallback);
            case Tree.Items _ -> notText(fallback);
        };
    }

    /** The text; its absence is a problem. */
    public String text() {
        if (!present()) {
            wrong("is missing");
        }
        return text("");
    }

    /** The texts of a list. */
    public List<String> texts() {
        return items().stream().map(Cursor::text).toList();
    }

    /** The whole number; anything else is a problem. */
    public int number(int fallback) {
        String text = text("");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            wrong("'" + text + "' is not a whole number");
            return fallback;
        }
    }

    /** Notes a problem for every key of this mapping that is not among the valid ones. */
    public void only(Set<String> valid) {
        children().keySet().stream()
                .filter(key -> !valid.contains(key))
                .forEach(key -> child(key).wrong("unknown key" + Nearest.hint(key, valid)));
    }

    /** The text when it is one of the valid names, else a problem and the fallback. */
    public String oneOf(Collection<String> valid, String fallback) {
        String text = text(fallback);
        if (!valid.contains(text)) {
            wrong("'" + text + "' is not known" + Nearest.hint(text, valid));
            return fallback;
        }
        return text;
    }

    /** Notes a problem here. */
    public void wrong(String message) {
        problems.add(new Problem(place, path, message));
    }

    private String notText(String fallback) {
        wrong("a text is expected here");
        return fallback;
    }

    private Map<String, Tree> children() {
        return switch (tree) {
            case null -> Map.of();
            case Tree.Gone _ -> Map.of();
            case Tree.Branch branch -> branch.children();
            case Tree.Leaf _ -> notBranch();
            case Tree.Items _ -> notBranch();
        };
    }

    private Map<String, Tree> notBranch() {
        wrong("keys are expected here");
        return Map.of();
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
