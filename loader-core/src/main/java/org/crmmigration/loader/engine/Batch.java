package org.crmmigration.loader.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * Commands gathered for one call: of one action and object type, no object twice, none that refers to another of them.
 * Used by one thread.
 */
final class Batch {

    private final List<Delivered> gathered = new ArrayList<>();
    private final Set<ObjectKey> keys = new HashSet<>();

    boolean isEmpty() {
        return gathered.isEmpty();
    }

    int size() {
        return gathered.size();
    }

    /** Whether the command may go with what is gathered. */
    boolean takes(Delivered delivered) {
        if (gathered.isEmpty()) {
            return true;
        }
        Delivered first = gathered.getFirst();
        return first.command().action() == delivered.command().action()
                && first.command().phase() == delivered.command().phase()
                && first.key().objectType().equals(delivered.key().objectType())
                && !touches(delivered);
    }

    /** Whether the command is about, or refers to, an object that is gathered. */
    boolean touches(Delivered delivered) {
        return keys.contains(delivered.key())
                || References.targets(delivered.command()).stream().anyMatch(keys::contains);
    }

    void add(Delivered delivered) {
        gathered.add(delivered);
        keys.add(delivered.key());
    }

    /** What was gathered; nothing is afterwards. */
    List<Delivered> take() {
        List<Delivered> all = List.copyOf(gathered);
        gathered.clear();
        keys.clear();
        return all;
    }
}
