package org.crmmigration.mapping.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/** Gathers what drafts mention; a pipeline comes before its stages. */
final class MentionCount {

    private final Map<String, Long> owners = new HashMap<>();
    private final Map<ObjectKey, String> pipelines = new HashMap<>();
    private final Map<String, List<String>> stages = new HashMap<>();

    void see(Draft draft) {
        boolean owned = !draft.key().objectType().equals(Mapper.USER);
        if (owned
                && draft.fields().get(Mapper.OWNER) instanceof Value.Text owner
                && !owner.text().isBlank()) {
            owners.merge(owner.text().strip().toLowerCase(Locale.ROOT), 1L, Long::sum);
        }
        if (draft.fields().get("name") instanceof Value.Text name) {
            switch (draft.key().objectType()) {
                case "pipeline" -> {
                    pipelines.put(draft.key(), name.text());
                    stages.putIfAbsent(name.text(), new ArrayList<>());
                }
                case "stage" -> stage(draft, name.text());
                default -> {}
            }
        }
    }

    private void stage(Draft draft, String name) {
        if (draft.fields().get("pipeline") instanceof Value.Reference reference) {
            List<String> siblings = stages.get(pipelines.getOrDefault(reference.target(), ""));
            if (siblings != null && !siblings.contains(name)) {
                siblings.add(name);
            }
        }
    }

    Mentions mentions() {
        return new Mentions(owners, stages);
    }
}
