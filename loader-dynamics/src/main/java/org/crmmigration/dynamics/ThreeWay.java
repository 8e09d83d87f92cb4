package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.match.MatchRules.Policy;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written.Conflict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what we want, what stands in Dataverse and what we wrote last, column by column. A value that stands as wanted
 * is left alone; one that a person changed since our last write stays and is a conflict if we wanted to change it; the rest
 * becomes the patch. Options of a multi-select column that people added or removed stay so.
 */
final class ThreeWay {

    private static final Set<String> SILENCING = Set.of("donotbulkemail", "donotemail");
    private static final String CURRENCY = "transactioncurrencyid";
    private static final String KEY = "migration_key";
    /** Member of what was written that is no column: the row was taken over, and its own values go by policies. */
    private static final String TAKEN = "~taken";

    private final WireRow wanted;
    private final JsonNode row;
    private final ObjectNode base;
    private final boolean trusting;
    private final MatchRules rules;
    private final ObjectNode patch = Json.object();
    private final ObjectNode before = Json.object();
    private final ObjectNode written;
    private final ArrayList<Conflict> conflicts = new ArrayList<>();

    private ThreeWay(WireRow wanted, JsonNode row, @Nullable String lastWritten, boolean trusting, MatchRules rules) {
        this.rules = rules;
        this.wanted = wanted;
        this.row = row;
        this.base = lastWritten == null ? Json.object() : Json.parseObject(lastWritten);
        this.trusting = trusting;
        this.written = base.deepCopy();
    }

    /** An update. What we never wrote is only filled when it is empty: else a person's value would be lost. */
    static UpdatePlan update(WireRow wanted, JsonNode row, @Nullable String lastWritten) {
        return update(wanted, row, lastWritten, MatchRules.NONE);
    }

    /** An update of a row that may have been taken over; what it held of its own goes by the rules. */
    static UpdatePlan update(WireRow wanted, JsonNode row, @Nullable String lastWritten, MatchRules rules) {
        return new ThreeWay(wanted, row, lastWritten, false, rules).plan();
    }

    /** Everything as wanted, for a row that nobody but us has touched. */
    static UpdatePlan overwrite(WireRow wanted, JsonNode row) {
        return restore(wanted, row, null);
    }

    /** A way back to a before-image. What we have no record of having written is set back too. */
    static UpdatePlan restore(WireRow wanted, JsonNode row, @Nullable String lastWritten) {
        return new ThreeWay(wanted, row, lastWritten, true, MatchRules.NONE).plan();
    }

    /** Taking over a row that was there before. */
    static UpdatePlan adopt(WireRow wanted, JsonNode row, MatchRules rules) {
        return update(wanted, row, Json.text(Json.object().put(TAKEN, true)), rules);
    }

    private UpdatePlan plan() {
        wanted.values().forEach(this::decide);
        return new UpdatePlan(
                wanted.type().word(), wanted.id(), Json.text(patch), Json.text(before), Json.text(written), conflicts);
    }

    private void decide(String column, WireValue value) {
        JsonNode now = RowCodec.read(wanted.type(), row, column);
        JsonNode last = base.path(column);
        if (last.isMissingNode() && base.has(TAKEN) && !trusting) {
            take(column, value, now);
        } else if (!value.updatable()) {
            written.set(column, last.isMissingNode() ? orNull(now) : last);
            if (base.has(TAKEN) && !value.kind().same(value.value(), last)) {
                conflicts.add(new Conflict(value.logical(), null, null, true)); // told when it was taken over
            }
        } else if (value.kind() == Kind.CHOICES) {
            choices(column, value, now, last);
        } else if (value.kind().same(value.value(), now)) {
            written.set(column, orNull(now));
        } else if (last.isMissingNode()
                ? trusting || Kind.isEmpty(now) || silences(column, value.value())
                : value.kind().same(last, now)) {
            change(column, value.value(), now);
        } else {
            if (last.isMissingNode()) {
                written.remove(column);
            }
            if (last.isMissingNode() || !value.kind().same(last, value.value())) {
                conflicts.add(new Conflict(value.logical()));
            }
        }
    }

    /** Amounts in another currency than the row's would be other amounts; the currency of a row that has one stays. */
    private void take(String column, WireValue value, JsonNode now) {
        Policy policy = rules.policy(value.logical());
        boolean empty = Kind.isEmpty(now);
        boolean ours = value.logical().equals(KEY) || (column.equals(CURRENCY) && empty);
        if (value.kind().same(value.value(), now)) {
            written.set(column, value.kind() == Kind.CHOICES ? value.value() : orNull(now));
        } else if (ours) {
            change(column, value.value(), now);
        } else if (!value.updatable()) {
            written.set(column, orNull(now));
            conflicts.add(new Conflict(value.logical()));
        } else if (value.kind() == Kind.CHOICES && policy == Policy.FILL) {
            choices(column, value, now, base.path(column));
        } else if (takes(column, value, now, policy)) {
            change(column, value.value(), now);
        } else {
            conflicts.add(new Conflict(value.logical()));
        }
    }

    private boolean takes(String column, WireValue value, JsonNode now, Policy policy) {
        if (SILENCING.contains(column)) {
            return policy != Policy.LEAVE && silences(column, value.value());
        }
        return !(value.kind() == Kind.MONEY && inAnotherCurrency())
                && (policy == Policy.OVERWRITE || (policy == Policy.FILL && Kind.isEmpty(now)));
    }

    private boolean inAnotherCurrency() {
        WireValue currency = wanted.values().get(CURRENCY);
        JsonNode now = RowCodec.read(wanted.type(), row, CURRENCY);
        return currency != null && !Kind.isEmpty(now) && !currency.kind().same(currency.value(), now);
    }

    /** Whoever does not want mail any more gets none; the column says no from the first, which nobody has to have wished. */
    private static boolean silences(String column, JsonNode wanted) {
        return SILENCING.contains(column) && wanted.asString().equals("true");
    }

    private void choices(String column, WireValue value, JsonNode now, JsonNode last) {
        Set<String> ours = Kind.options(last);
        Set<String> wishes = Kind.options(value.value());
        Set<String> present = Kind.options(now);
        Set<String> target = new TreeSet<>(present);
        target.removeIf(option -> ours.contains(option) && !wishes.contains(option));
        wishes.stream().filter(option -> !ours.contains(option)).forEach(target::add);
        if (!target.equals(present)) {
            change(column, target.isEmpty() ? nothing() : RowCodec.text(String.join(",", target)), now);
        }
        written.set(column, value.value());
    }

    private void change(String column, JsonNode target, JsonNode now) {
        JsonNode sent = Kind.isEmpty(target) ? nothing() : target;
        patch.set(column, sent);
        before.set(column, orNull(now));
        written.set(column, sent);
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? nothing() : node;
    }
}
