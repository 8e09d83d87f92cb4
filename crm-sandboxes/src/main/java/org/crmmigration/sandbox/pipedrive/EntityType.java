package org.crmmigration.sandbox.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to one kind of v2 record.
 *
 * @param noun as the vendor's messages say it
 * @param path the plural under {@code /api/v2}, also the name of the table
 * @param fieldsTable where its custom fields are defined, null when it has none
 * @param attributes in the order of the response
 * @param filters of the list beyond the common ones
 * @param includeFields what can be asked for by {@code include_fields}
 * @param createdStatus 200 or 201
 * @param labelled whether options and labels can be asked for by name
 * @param listCost tokens of one list page
 */
record EntityType(
        String noun,
        String path,
        @Nullable String fieldsTable,
        List<Attribute> attributes,
        Map<String, ParamCheck> filters,
        Set<String> includeFields,
        Set<String> sorts,
        int createdStatus,
        boolean labelled,
        int listCost) {

    EntityType {
        attributes = List.copyOf(attributes);
        filters = Map.copyOf(filters);
        includeFields = Set.copyOf(includeFields);
        sorts = Set.copyOf(sorts);
    }

    @Nullable
    Attribute attribute(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return attribute;
            }
        }
        return null;
    }
}
