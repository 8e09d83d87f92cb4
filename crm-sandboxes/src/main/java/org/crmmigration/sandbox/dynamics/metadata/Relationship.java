package org.crmmigration.sandbox.dynamics.metadata;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How rows of two tables belong together. */
public sealed interface Relationship {

    String schemaName();

    default UUID id() {
        return UUID.nameUUIDFromBytes(("relationship:" + schemaName()).getBytes(StandardCharsets.UTF_8));
    }

    /** What happens to the referencing rows when the referenced one is deleted. */
    enum OnDelete {
        CASCADE("Cascade"),
        REMOVE_LINK("RemoveLink"),
        RESTRICT("Restrict"),
        NO_CASCADE("NoCascade");

        private final String word;

        OnDelete(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static OnDelete ofWord(String word) {
            for (OnDelete one : values()) {
                if (one.word.equals(word)) {
                    return one;
                }
            }
            return REMOVE_LINK;
        }
    }

    /**
     * A lookup.
     *
     * @param referenced the table pointed to
     * @param referencing the table with the lookup column
     * @param singleNav navigation property on the referencing table
     * @param collectionNav navigation property on the referenced table
     */
    record OneToMany(
            String schemaName,
            String referenced,
            String referencing,
            String column,
            String singleNav,
            String collectionNav,
            OnDelete onDelete)
            implements Relationship {}

    /** A relation with an intersect table of its own. */
    record ManyToMany(String schemaName, String intersect, String table1, String nav1, String table2, String nav2)
            implements Relationship {}
}
