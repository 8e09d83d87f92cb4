package org.crmmigration.mapping.plan;

import java.util.List;
import org.crmmigration.mapping.rule.Mapping.FieldType;

/**
 * A custom field that this run needs.
 *
 * @param key the source key of its field object, by which commands name it
 * @param column the column of the account that it is; empty for one of ours
 * @param declared the type it would have had if all values fitted
 */
record Planned(
        String entity,
        String key,
        String name,
        String column,
        FieldType type,
        String declared,
        List<String> options,
        List<String> origins,
        FieldUse use) {}
