package org.crmmigration.messaging.registry;

import java.util.List;

/**
 * The registry's answer to "may this schema become the next version?".
 *
 * @param compatible whether it may
 * @param messages why not, in the registry's words; empty when compatible
 */
public record CompatibilityResult(boolean compatible, List<String> messages) {
    public CompatibilityResult {
        messages = List.copyOf(messages);
    }
}
