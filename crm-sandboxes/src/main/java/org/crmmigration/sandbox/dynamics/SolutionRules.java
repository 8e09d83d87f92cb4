package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** Publishers and solutions: unique names, and prefixes that the vendor allows. */
final class SolutionRules implements TableRules.Rule {

    private final String checked;

    /** Watches a table that has a unique name and, for publishers, a prefix. */
    SolutionRules(String checked) {
        this.checked = checked;
    }

    @Override
    public void beforeSave(Draft draft) {
        String table = draft.table().logicalName();
        String name = draft.text("uniquename");
        // There are a handful of publishers and solutions, so reading all of them is no burden.
        boolean taken = draft.tx().table(table).rows().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(draft.id()))
                .map(entry -> org.crmmigration.sandbox.Json.parseObject(entry.getValue()))
                .anyMatch(row -> row.path("uniquename").asString("").equalsIgnoreCase(name));
        if (taken) {
            throw Refusal.of(
                    ErrorCode.SOLUTION_NAME_EXISTS, "The unique name '" + name + "' is already in use by a " + table);
        }
        if (checked.equals("customizationprefix") && !isPrefix(draft.text(checked))) {
            throw Refusal.of(ErrorCode.INVALID_PREFIX, "The customization prefix is not valid.");
        }
        if (table.equals("solution") && !draft.has("_publisherid_value")) {
            throw Refusal.of(ErrorCode.REQUIRED_FIELD_MISSING, "Required field 'publisherid' is missing.");
        }
    }

    private static boolean isPrefix(String prefix) {
        return prefix.matches("[A-Za-z][A-Za-z0-9]{1,7}") && !prefix.equalsIgnoreCase("mscrm");
    }
}
