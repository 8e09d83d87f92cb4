package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.mapping.run.Changes.Example;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.value.Value;

/** Chooses the few objects a person looks at: the telling ones first, and of every type before two of the same. */
final class Examples {

    private static final int SHOWN = 10;

    /** What is shown before what. */
    enum Rank {
        /** Objects both mappings make, otherwise. */
        CHANGED,
        /** Objects that only one of them makes. */
        NEW,
        /** Fields, labels, pipelines. */
        VOCABULARY
    }

    private final Map<Rank, Map<String, List<Example>>> kept = new EnumMap<>(Rank.class);

    void add(Rank rank, ObjectCommand command, Map<String, Value> before, Map<String, Value> after) {
        List<Example> same = kept.computeIfAbsent(rank, _ -> new LinkedHashMap<>())
                .computeIfAbsent(command.key().objectType(), _ -> new ArrayList<>());
        if (same.size() < SHOWN) {
            same.add(new Example(command.key().toString(), before, after));
        }
    }

    List<Example> chosen() {
        List<Example> chosen = new ArrayList<>();
        kept.values().forEach(types -> {
            for (int turn = 0; turn < SHOWN; turn++) {
                for (List<Example> same : types.values()) {
                    if (turn < same.size() && chosen.size() < SHOWN) {
                        chosen.add(same.get(turn));
                    }
                }
            }
        });
        return chosen;
    }
}
