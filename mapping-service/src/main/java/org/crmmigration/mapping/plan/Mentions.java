package org.crmmigration.mapping.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whom and what the objects of a run name that the account should have already.
 *
 * @param owners address in lower case, after the mapping's own replacements, to the number of objects that name it
 * @param pipelines name to the names of its stages in order
 */
public record Mentions(Map<String, Long> owners, Map<String, List<String>> pipelines) {

    /** Copies, sorted by name. */
    public Mentions {
        owners = Collections.unmodifiableMap(new TreeMap<>(owners));
        pipelines = Collections.unmodifiableMap(new TreeMap<>(pipelines));
    }
}
