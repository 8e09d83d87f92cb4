package org.crmmigration.mapping.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A YAML document whose every part knows the line it stands on. */
public sealed interface Tree {

    /** The line of the key, or of the item of a list. */
    Place place();

    /** A mapping, in the order of the file. */
    record Branch(Place place, Map<String, Tree> children) implements Tree {
        /** Copies the map and keeps its order. */
        public Branch {
            children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
        }
    }

    /** A list. */
    record Items(Place place, List<Tree> items) implements Tree {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A text; numbers and yes/no are texts here. */
    record Leaf(Place place, String text) implements Tree {}

    /** Nothing ({@code ~}): in a migration's file it takes away what the default says. */
    record Gone(Place place) implements Tree {}

    /**
     * This tree with another laid over it: mappings are merged key by key, anything else is replaced, {@code ~} takes away.
     *
     * @param whole tells mappings that replace what they lie over instead of merging with it
     */
    default Tree overlaid(Tree over, Predicate<Branch> whole) {
        if (!(this instanceof Branch below) || !(over instanceof Branch above) || whole.test(above)) {
            return over;
        }
        Map<String, Tree> merged = new LinkedHashMap<>(below.children());
        above.children().forEach((key, tree) -> {
            Tree old = merged.get(key);
            merged.put(key, old == null ? tree : old.overlaid(tree, whole));
        });
        return new Branch(below.place(), merged);
    }

    /**
     * This tree without what {@code ~} took away.
     *
     * @param kept tells mappings in which {@code ~} still has something to take away
     */
    default Tree pruned(Predicate<Branch> kept) {
        return switch (this) {
            case Branch branch when kept.test(branch) -> branch;
            case Branch branch -> {
                Map<String, Tree> left = new LinkedHashMap<>();
                branch.children().forEach((key, tree) -> {
                    if (!(tree instanceof Gone)) {
                        left.put(key, tree.pruned(kept));
                    }
                });
                yield new Branch(branch.place(), left);
            }
            case Items list ->
                new Items(
                        list.place(),
                        list.items().stream().map(item -> item.pruned(kept)).toList());
            case Leaf leaf -> leaf;
            case Gone gone -> gone;
        };
    }
}
