package org.crmmigration.sandbox.dynamics;

import java.util.List;

/**
 * A published duplicate detection rule: rows of the table with equal values in all these columns are duplicates.
 *
 * @param table logical name
 * @param columns logical names; rows with one of them empty are no duplicates
 */
public record DuplicateRule(String table, List<String> columns) {

    public DuplicateRule {
        columns = List.copyOf(columns);
    }
}
