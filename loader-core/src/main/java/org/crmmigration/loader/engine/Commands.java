package org.crmmigration.loader.engine;

import java.util.Map;
import org.crmmigration.loader.engine.References.Resolved;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.ledger.LedgerLost;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.view.KnownObjects;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries commands out, verifications excepted, and says how they ended. */
final class Commands {

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    private final KnownObjects view;
    private final References references;
    private final Creation creation;
    private final Updating updating;
    private final Reversal reversal;
    private final Settlement settlement;
    private final LateWrites late;

    Commands(
            KnownObjects view,
            References references,
            Settlement settlement,
            Creation creation,
            Updating updating,
            Reversal reversal,
            LateWrites late) {
        this.late = late;
        this.view = view;
        this.settlement = settlement;
        this.references = references;
        this.creation = creation;
        this.updating = updating;
        this.reversal = reversal;
    }

    /**
     * Carries a command out.
     *
     * @throws CallAbandoned when the lane closes
     * @throws LedgerLost when the bucket is lost
     */
    Result carryOut(Work work) {
        ObjectState state = view.state(work.key());
        late.sitOutFormerOwner(state);
        Result result = result(work, state);
        late.sitOutLostAnswers(work.calls());
        return result;
    }

    private Result result(Work work, ObjectState state) {
        try {
            Settlement.Settled settled = settlement.settle(work, state);
            return switch (settled.found()) {
                case 0 -> act(work, settled.state());
                case 1 -> created(act(work, settled.state()));
                default -> Creation.duplicates(state, settled.found());
            };
        } catch (CrmFault.Rejected refused) {
            return Result.failed(operation(work, state), state, refused);
        } catch (CrmFault.Park wait) {
            return Result.untouched(Status.PARKED, operation(work, state), state, Result.cause(wait));
        } catch (CrmFault fault) {
            return Result.parked(
                    operation(work, state),
                    state,
                    "retries-exhausted",
                    fault.detail().message());
        } catch (CallAbandoned | LedgerLost e) {
            throw e;
        } catch (RuntimeException e) {
            return broken(work, state, e);
        }
    }

    private Result act(Work work, ObjectState state) {
        return switch (work.command().action()) {
            case UPSERT -> upsert(work, state);
            case DELETE -> reversal.delete(work, state);
            case RESTORE -> reversal.restore(work, state);
            case VERIFY -> throw new IllegalArgumentException("verifications go in batches");
        };
    }

    private Result upsert(Work work, ObjectState state) {
        if (stands(state, work.command().payloadHash())) {
            return Result.untouched(Status.UNCHANGED, Operation.UPDATE, state, null);
        }
        return switch (references.resolve(work.command())) {
            case Resolved.Missing missing -> Result.parentParked(operation(work, state), state, missing.parent());
            case Resolved.Complete complete -> {
                String crmId = state.crmId();
                if (stands(state, Result.partial(work.command(), complete.leftOut()))) {
                    yield Result.untouched(Status.UNCHANGED, Operation.UPDATE, state, null);
                }
                Result result = crmId == null
                        ? creation.create(work, complete.object(), state)
                        : updating.update(work, complete.object(), state, crmId);
                yield result.without(complete.leftOut(), work.command());
            }
        };
    }

    private static boolean stands(ObjectState state, String hash) {
        return state.confirms(hash) && !state.foundDifferent();
    }

    /** A create whose answer was lost took effect: whatever was done since, the object is one that we created. */
    private static Result created(Result result) {
        boolean stands = result.status() == Status.UNCHANGED || result.status() == Status.UPDATED;
        return result.as(stands ? Status.CREATED : result.status(), stands ? Operation.CREATE : result.operation())
                .with(Map.of("inDoubt", "1"));
    }

    private static Operation operation(Work work, ObjectState state) {
        return switch (work.command().action()) {
            case UPSERT -> state.crmId() == null ? Operation.CREATE : Operation.UPDATE;
            case DELETE -> Operation.DELETE;
            case RESTORE -> Operation.RESTORE;
            case VERIFY -> Operation.VERIFY;
        };
    }

    /** A mistake in our own code. Its message may hold a customer's data, so it goes nowhere. */
    private Result broken(Work work, ObjectState state, RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        String where = trace.length == 0 ? "unknown" : trace[0].toString();
        log.atError()
                .addKeyValue("objectType", work.key().objectType())
                .addKeyValue("sourceKey", work.key().sourceKey())
                .addKeyValue("offset", work.offset())
                .addKeyValue("error", e.getClass().getName())
                .addKeyValue("at", where)
                .log("command failed by a mistake in the loader");
        if (view.state(work.key()).openCreate() != null) {
            throw e; // an outcome would end a doubt that is not settled
        }
        return Result.parked(
                operation(work, state),
                state,
                "loader-error",
                e.getClass().getSimpleName() + " at " + where + "; report it, then retry");
    }
}
