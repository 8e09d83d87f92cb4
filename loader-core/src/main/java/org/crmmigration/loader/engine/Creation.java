package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.loader.view.ObjectState.OpenIntent;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.jspecify.annotations.Nullable;

/**
 * Creates an object exactly once. Where repeating a create is safe it is repeated; elsewhere an intent goes before it and
 * a lost answer is looked for before anything is tried again.
 */
final class Creation {

    /** Attribute by which a client tells that it took over what was there before: {@code 1}. */
    private static final String ADOPTED = "adopted";
    /** The same for vocabulary that was found by its name: {@code 1}. */
    private static final String EXISTED = "existed";

    private final CrmClient client;
    private final Journal journal;
    private final Doubts doubts;
    private final Floors floors;
    private final Adoption adoption;
    private final JournalSettings settings;
    private final Clock clock;

    Creation(CrmClient client, Journal journal, Doubts doubts, JournalSettings settings, Clock clock) {
        this.client = client;
        this.journal = journal;
        this.doubts = doubts;
        this.floors = new Floors(client);
        this.adoption = new Adoption(client, journal, doubts, settings, clock);
        this.settings = settings;
        this.clock = clock;
    }

    /** Creates an object that is not in the CRM, in doubt no longer. */
    Result create(Work work, ObjectToWrite object, ObjectState state) {
        if (MatchRules.apply(object) && state.openCreate() == null) {
            Optional<Result> adopted = adoption.adopt(work, object, state);
            if (adopted.isPresent()) {
                return adopted.get();
            }
        }
        Strategy strategy = client.capabilities().strategy(object.key().objectType());
        return strategy == Strategy.JOURNAL ? journaled(work, object, state) : repeatable(work, object, state);
    }

    /** The CRM holds several objects with one migration key. */
    static Result duplicates(ObjectState state, int count) {
        return Result.parked(
                Operation.CREATE,
                state,
                "duplicate-found",
                "the CRM holds " + count + " objects with its migration key; keep one, then retry");
    }

    private Result journaled(Work work, ObjectToWrite object, ObjectState state) {
        OpenIntent open = state.openCreate();
        int tried = open == null ? 0 : open.attempt();
        @Nullable
        String floor = open == null ? floors.of(work.calls(), object.key().objectType()) : open.searchFloor();
        while (tried < settings.attempts()) {
            tried++;
            try {
                Journal.Plan plan = new Journal.Plan(Operation.CREATE, tried, null, floor);
                return created(work, journal.write(work, state, plan, () -> client.create(object)));
            } catch (Journal.InDoubt e) {
                work.calls().note(e.fault());
                Instant ended = clock.instant().plus(settings.settle());
                List<Written> found = doubts.settle(work.calls(), object, floor, ended);
                if (found.size() > 1) {
                    return duplicates(state, found.size());
                }
                if (!found.isEmpty()) {
                    return created(work, found.getFirst()).with(Map.of("inDoubt", "1"));
                }
            } catch (CrmFault.OutcomeUnknown e) {
                work.calls().note(e); // something it read first; nothing was created
            }
        }
        return exhausted(work, state, tried);
    }

    private Result repeatable(Work work, ObjectToWrite object, ObjectState state) {
        for (int tried = 1; tried <= settings.attempts(); tried++) {
            try {
                return created(work, work.calls().patiently(journal::repeatable, () -> client.create(object)));
            } catch (CrmFault.OutcomeUnknown e) {
                work.calls().note(e);
            }
        }
        return exhausted(work, state, settings.attempts());
    }

    /** The result of a create that was answered. */
    static Result created(Work work, Written written) {
        boolean adopted = "1".equals(written.attributes().get(ADOPTED))
                || "1".equals(written.attributes().get(EXISTED));
        return Result.written(
                adopted ? Status.ADOPTED : Status.CREATED,
                adopted ? Operation.ADOPT : Operation.CREATE,
                work.command().payloadHash(),
                written,
                null);
    }

    private static Result exhausted(Work work, ObjectState state, int tried) {
        String message = "it was tried " + tried + " times and is not in the CRM; last: "
                + work.calls().lastFault();
        return Result.parked(Operation.CREATE, state, "retries-exhausted", message);
    }
}
