package org.crmmigration.loader.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Edit;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended: what the ledger will say of it and of the object from now on.
 *
 * @param confirmedHash hash of the payload the object is known to have, of an older one where this command changed nothing
 */
record Result(
        Status status,
        Operation operation,
        @Nullable String crmId,
        @Nullable String confirmedHash,
        @Nullable String written,
        @Nullable String beforeImage,
        Map<String, String> attributes,
        @Nullable Cause cause,
        List<Edit> edits) {

    /** A result that met no person's edit. */
    Result(
            Status status,
            Operation operation,
            @Nullable String crmId,
            @Nullable String confirmedHash,
            @Nullable String written,
            @Nullable String beforeImage,
            Map<String, String> attributes,
            @Nullable Cause cause) {
        this(status, operation, crmId, confirmedHash, written, beforeImage, attributes, cause, List.of());
    }

    /** The object was written and stands as the payload says. */
    static Result written(
            Status status, Operation operation, String hash, Written written, @Nullable String beforeImage) {
        return new Result(
                status,
                operation,
                written.crmId(),
                hash,
                written.written(),
                beforeImage,
                withConflicts(written.attributes(), written.conflicts()),
                null,
                edits(written.conflicts()));
    }

    /** Nothing was changed; the object is as the ledger knew it. */
    static Result untouched(Status status, Operation operation, ObjectState state, @Nullable Cause cause) {
        return new Result(
                status,
                operation,
                state.crmId(),
                state.confirmedHash(),
                state.written(),
                state.beforeImage(),
                Map.of(),
                cause);
    }

    /** The command is set aside and may be retried. */
    static Result parked(Operation operation, ObjectState state, String code, String message) {
        return untouched(Status.PARKED, operation, state, Cause.of(code, message));
    }

    /** A parent is not in the CRM. */
    static Result parentParked(Operation operation, ObjectState state, ObjectKey parent) {
        Cause cause = new Cause(
                Redrive.PARENT_PARKED, "what it refers to is not in the CRM", null, null, null, parent.toString());
        return untouched(Status.PARKED, operation, state, cause);
    }

    /** The CRM refused. */
    static Result failed(Operation operation, ObjectState state, CrmFault fault) {
        return untouched(Status.FAILED, operation, state, cause(fault));
    }

    /** The object is no longer in the CRM. */
    static Result gone(Status status, Operation operation, @Nullable String beforeImage) {
        return new Result(status, operation, null, null, null, beforeImage, Map.of(), null);
    }

    /** The object stands, but no longer as it was confirmed: the next command writes it whatever its hash. */
    static Result unconfirmed(ObjectState state) {
        return new Result(
                Status.PARKED,
                Operation.UPDATE,
                state.crmId(),
                null,
                state.written(),
                state.beforeImage(),
                Map.of(),
                Cause.of("changed-in-crm", "it is no longer as it was left, and is written again"));
    }

    /** The hash of a payload that was written without so many of its fields. */
    static String partial(ObjectCommand command, int leftOut) {
        return leftOut == 0 ? command.payloadHash() : command.payloadHash() + "~" + leftOut;
    }

    /** Written without so many fields: says so, and is confirmed as that only, so that they are written once they can be. */
    Result without(int leftOut, ObjectCommand command) {
        if (leftOut == 0) {
            return this;
        }
        boolean confirmed = command.payloadHash().equals(confirmedHash);
        return new Result(
                        status,
                        operation,
                        crmId,
                        confirmed ? partial(command, leftOut) : confirmedHash,
                        written,
                        beforeImage,
                        attributes,
                        cause,
                        edits)
                .with(Map.of("fieldsLeftOut", String.valueOf(leftOut)));
    }

    Result as(Status otherStatus, Operation otherOperation) {
        return new Result(
                otherStatus, otherOperation, crmId, confirmedHash, written, beforeImage, attributes, cause, edits);
    }

    /** Says which fields a person changed, and both values. */
    Result withEdits(List<Written.Conflict> conflicts) {
        return new Result(
                status,
                operation,
                crmId,
                confirmedHash,
                written,
                beforeImage,
                withConflicts(attributes, conflicts),
                cause,
                edits(conflicts));
    }

    private static List<Edit> edits(List<Written.Conflict> conflicts) {
        return conflicts.stream()
                .filter(conflict -> !conflict.told())
                .map(conflict -> new Edit(conflict.field(), conflict.ours(), conflict.theirs()))
                .toList();
    }

    Result with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.putAll(more);
        return new Result(status, operation, crmId, confirmedHash, written, beforeImage, all, cause, edits);
    }

    /** The ledger's message. */
    Outcome outcome(Work work, Instant at) {
        ObjectCommand command = work.command();
        return new Outcome(
                command.run(),
                command.phase(),
                command.key(),
                status,
                operation,
                command.payloadHash(),
                crmId,
                confirmedHash,
                beforeImage,
                written,
                cause,
                attributes,
                work.calls().count(),
                work.calls().cost(),
                work.offset(),
                at,
                edits);
    }

    static Cause cause(CrmFault fault) {
        CrmFault.Detail detail = fault.detail();
        return new Cause(
                detail.code(), detail.message(), detail.httpStatus(), detail.requestId(), detail.field(), null);
    }

    static Map<String, String> withConflicts(Map<String, String> attributes, List<Written.Conflict> conflicts) {
        if (conflicts.isEmpty()) {
            return attributes;
        }
        Map<String, String> all = new TreeMap<>(attributes);
        all.put(
                "conflicts",
                conflicts.stream().map(Written.Conflict::field).sorted().collect(Collectors.joining(",")));
        return all;
    }
}
