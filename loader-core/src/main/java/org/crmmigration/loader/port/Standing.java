package org.crmmigration.loader.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an object stands in the CRM against our last write of it. Prints no value.
 *
 * @param image the object as it is, as {@link CrmClient#image} gives it
 * @param edits what a person changed since; empty when it is as we left it
 */
public record Standing(String image, List<Written.Conflict> edits) {

    /**
     * What we wrote last.
     *
     * @param object as its command wanted it
     * @param written wire values as they stood after the write, null when not known
     */
    public record LastWrite(ObjectToWrite object, @Nullable String written) {}

    @Override
    public String toString() {
        return "Standing" + edits;
    }
}
