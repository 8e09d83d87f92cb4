package org.crmmigration.dynamics;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.RowType.Column;
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns a command's object into a row, checked against the live schema so that little is refused over the wire. */
final class RowBuilder {

    private static final String CURRENCY = "transactioncurrencyid";
    private static final String PRICE_LIST = "pricelevelid";
    private static final String UNMATCHED = "owner_unmatched";

    private final RowType type;
    private final ObjectToWrite object;
    private final LiveSchema schema;
    private final Names names;
    private final RowTypes types;
    private final Map<String, WireValue> values = new LinkedHashMap<>();
    private @Nullable String unmatchedOwner;

    private RowBuilder(RowType type, ObjectToWrite object, LiveSchema schema, Names names, RowTypes types) {
        this.type = type;
        this.object = object;
        this.schema = schema;
        this.names = names;
        this.types = types;
    }

    /**
     * Builds the row.
     *
     * @throws CrmFault.Rejected naming the field that Dataverse would not take
     */
    static WireRow build(RowType type, ObjectToWrite object, LiveSchema schema, Names names, RowTypes types) {
        RowBuilder builder = new RowBuilder(type, object, schema, names, types);
        type.constants().forEach(builder::constant);
        type.columns().forEach((logical, column) -> {
            Value value = object.fields().get(logical);
            if (value != null) {
                builder.put(logical, column, value);
            }
        });
        object.fields().forEach(builder::custom);
        builder.finish();
        return new WireRow(
                type, OwnIds.of(type.table(), object.migrationKey()), builder.values, builder.unmatchedOwner);
    }

    private void constant(String column, Object value) {
        JsonNode node = value instanceof Boolean flag
                ? JsonNodeFactory.instance.booleanNode(flag)
                : JsonNodeFactory.instance.numberNode((Integer) value);
        boolean updatable = schema.column(type.table(), column)
                .map(live -> live.writable().onUpdate())
                .orElse(false);
        values.put(column, new WireValue(column, node, Kind.CHOICE, updatable));
    }

    private void put(String logical, Column column, Value value) {
        switch (column.role()) {
            case VALUE ->
                set(
                        logical,
                        schema.column(type.table(), column.name())
                                .orElseGet(() -> ColumnSchema.assumed(column.name(), value)),
                        value);
            case REFERENCE -> reference(logical, column.name(), value);
            case OWNER -> owner(logical, value);
            case CREATED -> created(logical, value);
            case LABELS -> live(logical, names.column(column.name()), value);
            case CURRENCY -> currency(logical, text(logical, value));
            case STATE -> state(logical, text(logical, value));
            case NONE -> {}
        }
    }

    private void custom(String logical, Value value) {
        if (logical.startsWith(ObjectToWrite.CUSTOM_PREFIX)) {
            String id = object.id(new ObjectKey(ObjectToWrite.FIELD, logical));
            live(logical, id.substring(id.indexOf('.') + 1), value);
        } else if (!type.columns().containsKey(logical) && !logical.equals(UNMATCHED) && !MatchRules.isRule(logical)) {
            throw rejected("unknown-field", logical, "is no field of " + type.word());
        }
    }

    private void live(String logical, String name, Value value) {
        ColumnSchema column = schema.column(type.table(), name)
                .orElseThrow(
                        () -> rejected("unknown-column", logical, "has no column " + name + " in the environment"));
        set(logical, column, value);
    }

    private void set(String logical, ColumnSchema column, Value value) {
        JsonNode node = new ColumnValue(logical, column).of(value);
        values.put(
                column.name(),
                new WireValue(logical, node, column.kind(), column.writable().onUpdate()));
        if (value instanceof Value.Money money && type.lookups().containsKey(CURRENCY)) {
            currency(logical, money.currency());
        }
    }

    private void reference(String logical, String column, Value value) {
        WireValue earlier = values.get(column);
        if (earlier != null && !Kind.isEmpty(earlier.value())) {
            return;
        }
        JsonNode node = switch (value) {
            case Value.Reference reference ->
                RowCodec.reference(set(reference.target()), object.id(reference.target()));
            case Value.Nothing _ -> JsonNodeFactory.instance.nullNode();
            default -> throw rejected("validation", logical, "takes a reference");
        };
        values.put(column, new WireValue(logical, node, Kind.LOOKUP, true));
    }

    private String set(ObjectKey target) {
        return types.ofWord(target.objectType())
                .map(RowType::set)
                .orElseThrow(() -> rejected("validation", target.objectType(), "cannot be referred to"));
    }

    private void owner(String logical, Value value) {
        String email = text(logical, value);
        schema.user(email)
                .ifPresentOrElse(
                        id -> values.put(
                                "ownerid",
                                new WireValue(logical, RowCodec.reference("systemusers", id), Kind.LOOKUP, true)),
                        () -> unmatchedOwner = email.toLowerCase(Locale.ROOT));
    }

    private void created(String logical, Value value) {
        if (value instanceof Value.Moment(var instant)) {
            JsonNode node = RowCodec.text(instant.toString());
            values.put(RowCodec.CREATED, new WireValue(logical, node, Kind.CREATED, false));
        } else if (!(value instanceof Value.Nothing)) {
            throw rejected("validation", logical, "takes a point in time");
        }
    }

    private void currency(String logical, String code) {
        String id = schema.currency(code)
                .orElseThrow(() -> rejected(
                        "currency-missing",
                        logical,
                        "is in " + code + ", which the environment has not; add the currency"));
        JsonNode node = RowCodec.reference("transactioncurrencies", id);
        WireValue earlier = values.put(CURRENCY, new WireValue(logical, node, Kind.LOOKUP, false));
        if (earlier != null && !earlier.value().equals(node)) {
            throw rejected("two-currencies", logical, "has another currency than the rest of the row");
        }
    }

    private void state(String logical, String name) {
        String codes = type.states().get(name);
        if (codes == null) {
            throw rejected(
                    "validation",
                    logical,
                    "is one of " + new TreeSet<>(type.states().keySet()));
        }
        values.put(RowCodec.STATE, new WireValue(logical, RowCodec.text(codes), Kind.STATE, true));
    }

    private void finish() {
        if (type.isOpportunity()) {
            customer();
            priceList();
        }
        if (unmatchedOwner != null
                && object.fields().get(UNMATCHED) instanceof Value.Text(var wish)
                && wish.equals("park")) {
            throw rejected("owner-unmatched", "owner", "is no enabled user; enable or add the user, then retry");
        }
        String key = names.migrationKey();
        if (type.keyed() && schema.column(type.table(), key).isPresent()) {
            values.put(key, new WireValue("migration_key", RowCodec.text(object.migrationKey()), Kind.TEXT, false));
        }
        if (type.word().equals("list") && !values.containsKey("listname")) {
            throw rejected("required", "name", "is required");
        }
    }

    /** An opportunity's customer is its account, else its contact. */
    private void customer() {
        WireValue account = values.get("parentaccountid");
        WireValue contact = values.get("parentcontactid");
        WireValue customer = account != null && !Kind.isEmpty(account.value()) ? account : contact;
        if (customer != null) {
            values.put("customerid", new WireValue(customer.logical(), customer.value(), Kind.LOOKUP, true));
        }
    }

    /** Dataverse refuses a price list in another currency; the opportunity is worth more than its price list. */
    private void priceList() {
        WireValue list = values.get(PRICE_LIST);
        WireValue currency = values.get(CURRENCY);
        if (list == null || currency == null || Kind.isEmpty(list.value())) {
            return;
        }
        String id = list.value().asString().replaceAll("^.*\\(|\\)$", "");
        boolean fits = schema.currencyOfPriceList(id)
                .map(other -> RowCodec.reference("transactioncurrencies", other).equals(currency.value()))
                .orElse(true);
        if (!fits) {
            values.remove(PRICE_LIST);
        }
    }

    private static String text(String logical, Value value) {
        if (value instanceof Value.Text(var text)) {
            return text;
        }
        throw rejected("validation", logical, "takes text");
    }

    /** Options in ascending order, as one text. */
    static String options(Set<Integer> options) {
        return new TreeSet<>(options).stream().map(Object::toString).collect(Collectors.joining(","));
    }

    static CrmFault.Rejected rejected(String code, String logical, String reason) {
        return new CrmFault.Rejected(new Detail(code, logical + " " + reason, null, null, logical));
    }
}
