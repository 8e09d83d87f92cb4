package org.crmmigration.loader.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Before-images of several updates as one: of every field the value before our first change of it. */
final class BeforeImages {

    private static final JsonMapper JSON = JsonMapper.shared();

    private BeforeImages() {}

    static String merge(@Nullable String earlier, String later) {
        if (earlier == null) {
            return later;
        }
        ObjectNode merged = (ObjectNode) JSON.readTree(later);
        merged.setAll((ObjectNode) JSON.readTree(earlier));
        return JSON.writeValueAsString(merged);
    }
}
