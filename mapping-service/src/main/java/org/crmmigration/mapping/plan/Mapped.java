package org.crmmigration.mapping.plan;

import java.util.List;

/** What the rules make of a record. */
sealed interface Mapped {

    /** One object or more. */
    record Objects(List<Draft> drafts) implements Mapped {}

    /** A record that stands behind words or custom fields; whether it is used shows in the plan. */
    record Vocabulary() implements Mapped {}

    /** No object, and why. */
    record Excluded(String reason, String because) implements Mapped {}
}
