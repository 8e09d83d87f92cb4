package org.crmmigration.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An object that a vendor can hold.
 *
 * @param fields what it looks like
 * @param changedField a field whose change is a change of one wire value; null when the type cannot be changed so
 * @param changedTo that field's other value
 * @param carriesKey whether the object carries its migration key, so that two of them can be told to be duplicates; false
 *     for vocabulary, which is found by name
 */
public record Sample(
        ObjectKey key, Map<String, Value> fields, @Nullable String changedField, Value changedTo, boolean carriesKey) {

    /** Copies. */
    public Sample {
        fields = Map.copyOf(fields);
    }

    /** Something the samples need. */
    public static Sample foundation(String objectType, String sourceKey, Map<String, Value> fields) {
        return new Sample(new ObjectKey(objectType, sourceKey), fields, null, Value.NOTHING, false);
    }

    /** The object after its change. */
    public Map<String, Value> changed() {
        Map<String, Value> changed = new LinkedHashMap<>(fields);
        if (changedField != null) {
            changed.put(changedField, changedTo);
        }
        return changed;
    }

    @Override
    public String toString() {
        return key.objectType();
    }
}
