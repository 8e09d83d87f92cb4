package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.match.MatchRules.Policy;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written.Conflict;
import org.crmmigration.pipedrive.WireObject.Rule;
import org.crmmigration.pipedrive.WireObject.WireValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what we want, what stands in Pipedrive and what we wrote last, field by field. A value that stands as wanted is
 * left alone; a value that a person changed since our last write stays and becomes a conflict if we wanted to change it;
 * the rest becomes the patch. The before-image is flat, place by place, so that images of several updates can be laid over
 * each other.
 */
final class ThreeWay {

    private static final String KEY = "migration_key";
    /** Member of what was written that is no place: the record was taken over, and its own values go by policies. */
    private static final String TAKEN = "~taken";

    private final WireObject wanted;
    private final JsonNode current;
    private final JsonNode base;
    private final boolean trusting;
    private final MatchRules rules;
    private final ObjectNode patch = Json.object();
    private final ObjectNode before = Json.object();
    private final ObjectNode written;
    private final Set<String> conflicts = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    private ThreeWay(
            WireObject wanted, JsonNode current, @Nullable String lastWritten, boolean trusting, MatchRules rules) {
        this.rules = rules;
        this.wanted = wanted;
        this.current = current;
        this.base = lastWritten == null ? Json.object() : Json.parseObject(lastWritten);
        this.trusting = trusting;
        this.written = Wire.copy(base);
    }

    /**
     * An update. What we never wrote is only filled when it is empty, else a person's value would be lost; of a record that
     * was taken over it goes by the rules.
     */
    static UpdatePlan update(
            String type,
            String crmId,
            WireObject wanted,
            JsonNode current,
            @Nullable String lastWritten,
            MatchRules rules) {
        return new ThreeWay(wanted, current, lastWritten, false, rules).plan(type, crmId);
    }

    /** A way back to a before-image. What we have no record of having written is set back too. */
    static UpdatePlan restore(
            String type, String crmId, WireObject wanted, JsonNode current, @Nullable String lastWritten) {
        return new ThreeWay(wanted, current, lastWritten, true, MatchRules.NONE).plan(type, crmId);
    }

    /** Taking over a record that was there before. */
    static UpdatePlan adopt(String type, String crmId, WireObject wanted, JsonNode current, MatchRules rules) {
        ThreeWay adoption = new ThreeWay(wanted, current, null, false, rules);
        adoption.written.put(TAKEN, true);
        wanted.values().forEach(adoption::take);
        return adoption.followed(type, crmId);
    }

    private UpdatePlan plan(String type, String crmId) {
        wanted.values().forEach(this::decide);
        return followed(type, crmId);
    }

    private UpdatePlan followed(String type, String crmId) {
        wanted.values().forEach(this::follow);
        return new UpdatePlan(type, crmId, Json.text(patch), Json.text(before), Json.text(written), conflictList());
    }

    private void decide(String path, WireValue value) {
        JsonNode now = Wire.at(current, path);
        JsonNode last = Wire.at(base, path);
        if (last.isMissingNode() && base.has(TAKEN) && !trusting && value.shape() != Shape.CONSENT) {
            take(path, value);
        } else if (value.rule() == Rule.AT_CREATION) {
            keep(path, last.isMissingNode() ? now : last);
            if (!last.isMissingNode() && !value.shape().same(value.value(), last)) {
                told.add(path); // when it was taken over with a time of its own, which cannot be set any more
            }
        } else if (value.shape().isSet()) {
            mergeItems(path, value, now, last);
        } else if (value.shape().same(value.value(), now)) {
            keep(path, now);
        } else if (mayChange(value, now, last)) {
            change(path, value, value.value(), now);
        } else {
            keep(path, last);
            if (last.isMissingNode() || !value.shape().same(last, value.value())) {
                conflicts.add(path);
            }
        }
    }

    private void take(String path, WireValue value) {
        Policy policy = rules.policy(value.logical());
        JsonNode now = Wire.at(current, path);
        boolean ours = value.logical().equals(KEY);
        if (value.rule() == Rule.AT_CREATION && !ours) {
            keep(path, now);
            if (!value.shape().same(value.value(), now)) {
                conflicts.add(path);
            }
        } else if (value.shape().same(value.value(), now)) {
            keep(path, value.shape().isSet() ? value.value() : now); // the items of others stay theirs
        } else if (value.shape().isSet() && policy == Policy.FILL) {
            mergeItems(path, value, now, Wire.at(base, path));
        } else if (ours || policy == Policy.OVERWRITE || (policy == Policy.FILL && Wire.isEmpty(now))) {
            change(path, value, value.value(), now);
        } else {
            conflicts.add(path);
        }
    }

    /** Consent is only ever taken back; it stands from the first, which nobody has to have wished. */
    private boolean mayChange(WireValue value, JsonNode now, JsonNode last) {
        return last.isMissingNode()
                ? trusting || Wire.isEmpty(now) || value.shape() == Shape.CONSENT
                : value.shape().same(last, now);
    }

    private void mergeItems(String path, WireValue value, JsonNode now, JsonNode last) {
        SetMerge merge = new SetMerge(value.shape());
        JsonNode target = merge.merge(last, now, value.value());
        if (merge.same(target, now)) {
            Wire.put(written, path, value.value());
        } else {
            change(path, value, target, now);
            Wire.put(written, path, value.value());
        }
    }

    private void change(String path, WireValue value, JsonNode target, JsonNode now) {
        boolean clears = Wire.isEmpty(target);
        if (clears && value.rule() == Rule.NEVER_EMPTY) {
            keep(path, now);
            return;
        }
        // A multi-option custom field refuses an empty array; null clears it.
        boolean toNull = clears && !(target.isArray() && Wire.code(path).isEmpty());
        JsonNode sent = toNull ? JsonNodeFactory.instance.nullNode() : target;
        Wire.put(patch, path, sent);
        before.set(path, orNull(now));
        Wire.put(written, path, sent);
    }

    /** Keeps values together that only make sense together: with their leader in the patch, or not at all. */
    private void follow(String path, WireValue value) {
        String leader = value.leader();
        if (leader == null || Wire.at(patch, path).isMissingNode()) {
            return;
        }
        WireValue leading = wanted.values().get(leader);
        if (leading == null || !Wire.at(patch, leader).isMissingNode()) {
            return;
        }
        JsonNode now = Wire.at(current, leader);
        if (leading.shape().same(leading.value(), now)) {
            Wire.put(patch, leader, leading.value());
            before.set(leader, orNull(now));
        } else {
            Wire.remove(patch, path);
            before.remove(path);
            keep(path, Wire.at(base, path));
            conflicts.add(path);
        }
    }

    private void keep(String path, JsonNode value) {
        if (value.isMissingNode()) {
            Wire.remove(written, path);
        } else {
            Wire.put(written, path, value);
        }
    }

    private List<Conflict> conflictList() {
        List<Conflict> list = new ArrayList<>();
        for (Map.Entry<String, WireValue> entry : wanted.values().entrySet()) {
            boolean known = told.contains(entry.getKey());
            if (known || conflicts.contains(entry.getKey())) {
                WireValue value = entry.getValue();
                String theirs = Edits.text(Wire.at(current, entry.getKey()));
                list.add(new Conflict(value.logical(), Edits.text(value.value()), theirs, known));
            }
        }
        return list;
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    }
}
