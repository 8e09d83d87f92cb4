package org.crmmigration.sandbox.dynamics;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A contact's full name, and the read-only columns that repeat the parent by its kind. */
final class ContactRules implements TableRules.Rule {

    @Override
    public void beforeSave(Draft draft) {
        String name = Stream.of("firstname", "lastname")
                .map(draft::text)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (name.isEmpty()) {
            draft.row().remove("fullname");
        } else {
            draft.row().put("fullname", name);
        }
        Projections.set(
                draft,
                "_parentcustomerid_value",
                "_parentcustomerid_type",
                "_accountid_value",
                "_parentcontactid_value");
    }
}
