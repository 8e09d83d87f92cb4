package org.crmmigration.loader.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.crmmigration.loader.view.KnownObjects;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects back and compares them with the command of their last confirmed write, read again from its topic. Answers
 * with counts and names of fields, never with values. A field a person changed before our last write is explained.
 */
final class Verification {

    private final CrmClient client;
    private final KnownObjects view;
    private final References references;
    private final PastCommands past;

    Verification(CrmClient client, KnownObjects view, References references, PastCommands past) {
        this.client = client;
        this.view = view;
        this.references = references;
        this.past = past;
    }

    /** One result per work, in order; all works are of one object type. */
    List<Result> verify(List<Work> works) {
        List<ObjectState> states =
                works.stream().map(work -> view.state(work.key())).toList();
        Map<Long, ObjectCommand> commands = past.at(states.stream()
                .map(ObjectState::confirmedOffset)
                .filter(offset -> offset >= 0)
                .toList());
        Map<String, ObjectToWrite> expected = new LinkedHashMap<>();
        for (ObjectState state : states) {
            ObjectCommand command = commands.get(state.confirmedOffset());
            String crmId = state.crmId();
            if (command != null && crmId != null) {
                expected.put(crmId, references.known(command));
            }
        }
        return judge(works, states, expected);
    }

    private List<Result> judge(List<Work> works, List<ObjectState> states, Map<String, ObjectToWrite> expected) {
        Map<String, ReadBack> read = new HashMap<>();
        try {
            if (!expected.isEmpty()) {
                Work first = works.getFirst();
                first.calls()
                        .patiently(() -> client.readBack(first.key().objectType(), expected))
                        .forEach(back -> read.put(back.crmId(), back));
            }
        } catch (CrmFault fault) {
            return states.stream()
                    .map(state -> Result.untouched(Status.PARKED, Operation.VERIFY, state, Result.cause(fault)))
                    .toList();
        }
        return states.stream()
                .map(state -> judge(state, read.get(Objects.requireNonNullElse(state.crmId(), ""))))
                .toList();
    }

    private static Result judge(ObjectState state, @Nullable ReadBack back) {
        if (back == null) {
            return Result.parked(Operation.VERIFY, state, "not-written", "nothing was written that could be verified");
        }
        if (!back.present()) {
            return Result.untouched(
                            Status.DIFFERENT,
                            Operation.VERIFY,
                            state,
                            Cause.of("gone-in-crm", "the CRM has no such object"))
                    .with(counts(List.of()));
        }
        List<FieldCheck> checks =
                back.fields().stream().map(check -> explained(check, state)).toList();
        boolean sound = checks.stream().noneMatch(check -> check.verdict() == Verdict.DIFFERENT);
        return Result.untouched(sound ? Status.VERIFIED : Status.DIFFERENT, Operation.VERIFY, state, null)
                .with(counts(checks));
    }

    private static FieldCheck explained(FieldCheck check, ObjectState state) {
        boolean byPerson =
                check.verdict() == Verdict.DIFFERENT && state.conflicts().contains(check.field());
        return byPerson ? new FieldCheck(check.field(), Verdict.EXPLAINED, "changed by a person") : check;
    }

    private static Map<String, String> counts(List<FieldCheck> checks) {
        Map<Verdict, Long> by =
                checks.stream().collect(Collectors.groupingBy(FieldCheck::verdict, Collectors.counting()));
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("fieldsChecked", Integer.toString(checks.size()));
        attributes.put("fieldsEqual", by.getOrDefault(Verdict.EQUAL, 0L).toString());
        attributes.put("fieldsExplained", by.getOrDefault(Verdict.EXPLAINED, 0L).toString());
        attributes.put("fieldsDifferent", by.getOrDefault(Verdict.DIFFERENT, 0L).toString());
        attributes.put(
                "different",
                checks.stream()
                        .filter(check -> check.verdict() == Verdict.DIFFERENT)
                        .map(FieldCheck::field)
                        .sorted()
                        .collect(Collectors.joining(",")));
        return attributes;
    }
}
