package org.crmmigration.loader.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.loader.engine.Looks.Look;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.KnownObjects;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifications around a rollback. A VERIFY command says in its field {@value #EXPECT} what is expected of the object:
 * {@code ours} (as we left it; a preview asks that), {@code gone <crm id>}, {@code before} (as its before-image says).
 */
final class TakenBack {

    private static final String EXPECT = "expect";
    private static final String GONE = "gone ";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final CrmClient client;
    private final KnownObjects view;
    private final Looks looks;

    TakenBack(CrmClient client, KnownObjects view, Looks looks) {
        this.client = client;
        this.view = view;
        this.looks = looks;
    }

    /** What a verification expects; empty for one that compares with the last command. */
    static String expectation(Work work) {
        return ValueText.readable(work.command().fields().getOrDefault(EXPECT, Value.NOTHING));
    }

    /** One result per work, in order; all works are of one object type and have an expectation. */
    List<Result> verify(List<Work> works) {
        Map<ObjectKey, Result> results = new HashMap<>();
        List<Work> gone = works.stream()
                .filter(work -> expectation(work).startsWith(GONE))
                .toList();
        List<Work> ours =
                works.stream().filter(work -> expectation(work).equals("ours")).toList();
        try {
            results.putAll(gone(gone));
            results.putAll(ours(ours));
            for (Work work : works) {
                if (!results.containsKey(work.key())) {
                    results.put(work.key(), before(work));
                }
            }
        } catch (CrmFault fault) {
            works.forEach(work -> results.putIfAbsent(
                    work.key(),
                    Result.untouched(Status.PARKED, Operation.VERIFY, view.state(work.key()), Result.cause(fault))));
        }
        return works.stream().map(work -> results.get(work.key())).toList();
    }

    private Map<ObjectKey, Result> gone(List<Work> works) {
        if (works.isEmpty()) {
            return Map.of();
        }
        Map<ObjectKey, String> ids = new LinkedHashMap<>();
        works.forEach(work -> ids.put(work.key(), expectation(work).substring(GONE.length())));
        Work first = works.getFirst();
        Set<String> present =
                first.calls().patiently(() -> client.present(first.key().objectType(), ids.values()));
        return ids.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            ObjectState state = view.state(entry.getKey());
            return present.contains(entry.getValue())
                    ? different(state, "still-in-crm", "it was deleted and is still there", 1)
                    : verified(state, 1);
        }));
    }

    private Map<ObjectKey, Result> ours(List<Work> works) {
        if (works.isEmpty()) {
            return Map.of();
        }
        Map<ObjectKey, ObjectState> states = new LinkedHashMap<>();
        works.forEach(work -> states.put(work.key(), view.state(work.key())));
        Map<ObjectKey, Look> seen = looks.look(works.getFirst().calls(), states);
        Map<ObjectKey, Result> results = new HashMap<>();
        states.forEach((key, state) -> {
            Look look = seen.get(key);
            if (look == null || look.standing() == null) {
                results.put(key, different(state, "gone-in-crm", "the CRM has no such object", 1));
            } else if (look.standing().edits().isEmpty()) {
                results.put(key, verified(state, 1));
            } else {
                List<Written.Conflict> edits = look.standing().edits();
                results.put(
                        key,
                        different(state, "edited-in-crm", "a person changed it since it was written", edits.size())
                                .withEdits(edits)
                                .with(Map.of("different", names(edits))));
            }
        });
        return results;
    }

    private Result before(Work work) {
        ObjectState state = view.state(work.key());
        String crmId = state.crmId();
        String before = state.beforeImage();
        if (crmId == null || before == null) {
            return verified(state, 0);
        }
        String image = work.calls()
                .patiently(() -> client.image(work.key().objectType(), crmId))
                .orElse(null);
        if (image == null) {
            return different(state, "gone-in-crm", "the CRM has no such object", 1);
        }
        JsonNode now = JSON.readTree(image);
        JsonNode wanted = JSON.readTree(before);
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (String name : wanted.propertyNames()) {
            if (now.has(name)) {
                compared++;
                if (!now.get(name).equals(wanted.get(name))) {
                    different.add(name);
                }
            }
        }
        return different.isEmpty()
                ? verified(state, compared)
                : different(state, "not-restored", "it is not as it was before", different.size())
                        .with(Map.of("different", String.join(",", different)));
    }

    private static Result verified(ObjectState state, int fields) {
        return Result.untouched(Status.VERIFIED, Operation.VERIFY, state, null)
                .with(Map.of("fieldsChecked", "" + fields, "fieldsEqual", "" + fields));
    }

    private static Result different(ObjectState state, String code, String message, int fields) {
        return Result.untouched(Status.DIFFERENT, Operation.VERIFY, state, Cause.of(code, message))
                .with(Map.of("fieldsChecked", "" + fields, "fieldsDifferent", "" + fields));
    }

    private static String names(List<Written.Conflict> edits) {
        return edits.stream().map(Written.Conflict::field).sorted().collect(Collectors.joining(","));
    }
}
