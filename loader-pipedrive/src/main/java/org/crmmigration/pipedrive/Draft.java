package org.crmmigration.pipedrive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.pipedrive.WireObject.Rule;
import org.crmmigration.pipedrive.WireObject.WireValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A {@link WireObject} being put together from a command. Nothing is sent meanwhile. */
final class Draft {

    private final ObjectToWrite object;
    private final LiveSchema schema;
    private final BooleanSupplier campaigns;
    private final boolean looking;
    private final Map<String, WireValue> values = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private @Nullable String unmatchedOwner;

    /**
     * @param looking for comparing only: a reference without an id is left out instead of being an error
     */
    Draft(ObjectToWrite object, LiveSchema schema, BooleanSupplier campaigns, boolean looking) {
        this.object = object;
        this.schema = schema;
        this.campaigns = campaigns;
        this.looking = looking;
    }

    ObjectToWrite object() {
        return object;
    }

    LiveSchema schema() {
        return schema;
    }

    /** Whether the account takes a marketing status; may ask the account, once. */
    boolean campaigns() {
        return campaigns.getAsBoolean();
    }

    void put(String path, String logical, JsonNode value, Shape shape, Rule rule) {
        values.put(path, new WireValue(logical, value, shape, rule, null));
    }

    void put(String path, String logical, String value, Shape shape, Rule rule) {
        put(path, logical, JsonNodeFactory.instance.stringNode(value), shape, rule);
    }

    void clear(String path, String logical, Shape shape, Rule rule) {
        put(path, logical, JsonNodeFactory.instance.nullNode(), shape, rule);
    }

    /** Lets a value go only together with another. */
    void follows(String path, String leader) {
        values.computeIfPresent(
                path,
                (at, value) -> new WireValue(value.logical(), value.value(), value.shape(), value.rule(), leader));
    }

    @Nullable
    JsonNode value(String path) {
        WireValue value = values.get(path);
        return value == null ? null : value.value();
    }

    void skip(String logical, String reason) {
        skipped.put(logical, reason);
    }

    void unmatchedOwner(String email) {
        unmatchedOwner = email;
    }

    /** The number of the object that a value refers to; null when it is left out. */
    @Nullable
    Long reference(String logical, Value value) {
        if (!(value instanceof Value.Reference reference)) {
            throw mismatch(logical, "a reference", value);
        }
        if (looking && !object.ids().containsKey(reference.target())) {
            skip(logical, "refers to an object that is not in the CRM");
            return null;
        }
        return Ids.number(object.id(reference.target()));
    }

    /** A value of the wrong kind: the mapping and the destination's field do not fit. */
    CrmFault.Rejected mismatch(String logical, String wanted, Value value) {
        return rejected(
                logical,
                "takes " + wanted + ", the command holds "
                        + value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }

    CrmFault.Rejected rejected(String logical, String reason) {
        return new CrmFault.Rejected(new Detail("validation", logical + " " + reason, null, null, logical));
    }

    WireObject finish() {
        return new WireObject(values, skipped, unmatchedOwner);
    }
}
