package org.crmmigration.pipedrive;

import java.util.LinkedHashMap;
import java.util.Map;
import org.crmmigration.loader.http.Json;
import org.crmmigration.pipedrive.Endpoint.Place;
import org.crmmigration.pipedrive.WireObject.WireValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a before-image as something to be written again. */
record BeforeImage(Endpoint endpoint, @Nullable Entity entity, LiveSchema schema) {

    WireObject wire(String image) {
        JsonNode before = Json.parseObject(image);
        Map<String, WireValue> values = new LinkedHashMap<>();
        for (String path : before.propertyNames()) {
            WireValue value = value(path, before.path(path));
            if (value != null) {
                values.put(path, value);
            }
        }
        return new WireObject(values, Map.of(), null);
    }

    private @Nullable WireValue value(String path, JsonNode before) {
        Place place = endpoint.places().get(path);
        if (place != null) {
            return new WireValue(path, before, place.shape(), place.rule(), place.leader());
        }
        // A custom field that the account has lost since cannot be set back, and naming it would refuse the rest.
        return entity == null
                ? null
                : schema.field(entity, Wire.code(path))
                        .map(field -> new WireValue(
                                field.name(), before, CustomValues.shape(field.type()), WireObject.Rule.FREE, null))
                        .orElse(null);
    }
}
