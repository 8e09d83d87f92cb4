package org.crmmigration.mapping.plan;

import java.util.Map;
import java.util.Set;
import org.crmmigration.mapping.rule.Mapping.ObjectRule;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/**
 * An object as the rules make it, before values take the shape of the destination's custom field types.
 *
 * @param customs slug of the custom field to value
 * @param without slugs of custom fields that the object is known to have no value for, though it may have had one
 * @param origin source key of the record
 */
record Draft(
        ObjectRule rule,
        ObjectKey key,
        Map<String, Value> fields,
        Map<String, Value> customs,
        Set<String> without,
        String origin) {}
