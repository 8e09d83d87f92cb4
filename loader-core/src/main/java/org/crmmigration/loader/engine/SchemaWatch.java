package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.crmmigration.loader.engine.Drift.Fate;
import org.crmmigration.loader.engine.Drift.Lost;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.view.LaneView;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * Keeps what a lane knows of its account's schema fresh, says on the ledger what the account looks like whenever it was
 * read, and looks whether everything the migration rests on is still there: when a run begins, every ten minutes of it,
 * and after a refusal. What is lost holds the lane until a person lets it go on; then what is gone is made again. A run
 * that prepares makes it again at once. Read by the lane's thread alone.
 */
final class SchemaWatch {

    private static final Duration LONGEST_AGE = Duration.ofMinutes(10);
    private static final Duration FIRST_DOUBT = Duration.ofSeconds(5);

    private final CrmClient client;
    private final LaneView view;
    private final Consumer<DestinationSchema> says;
    private final PastCommands past;
    private final LaneHold hold;
    private final References references;
    private final Preflight preflight;
    private final Restoration restoration;
    private final Clock clock;

    private final Set<Lost> accepted = ConcurrentHashMap.newKeySet();
    private String run = "";
    private RunScope scope = RunScope.EVERYTHING;
    private volatile List<Lost> lost = List.of();
    private volatile Instant readAt = Instant.EPOCH;
    private volatile Instant doubtFrom = Instant.EPOCH;
    private volatile Duration doubt = FIRST_DOUBT;
    private volatile boolean stale = true;
    private volatile boolean suspicious;
    private boolean judged = true;

    /**
     * What the watch looks at.
     *
     * @param says keeps what the account looks like
     */
    record Sources(
            CrmClient client,
            LaneView view,
            Consumer<DestinationSchema> says,
            PastCommands past,
            References references) {}

    SchemaWatch(Sources sources, LaneHold hold, Preflight preflight, Restoration restoration, Clock clock) {
        this.client = sources.client();
        this.view = sources.view();
        this.says = sources.says();
        this.past = sources.past();
        this.references = sources.references();
        this.hold = hold;
        this.preflight = preflight;
        this.restoration = restoration;
        this.clock = clock;
    }

    /** Makes vocabulary again that is gone. */
    @FunctionalInterface
    interface Restoration {
        /**
         * Makes one object again, or leaves it to its outcome.
         *
         * @param gone whether nothing of it stands
         */
        void restore(ObjectState state, boolean gone);
    }

    /** What is known may be wrong by now: it is read again before the next call, or when the lane rests. */
    void outdated() {
        stale = true;
    }

    /** Something was refused; perhaps what it rests on is gone. Looked at less and less often while nothing is. */
    void refused() {
        if (clock.instant().isAfter(doubtFrom)) {
            doubtFrom = clock.instant().plus(doubt);
            doubt = doubt.multipliedBy(2);
            suspicious = true;
            stale = true;
        }
    }

    /** A command of a run comes: at the run's first one, everything it rests on must be there. */
    void enter(String nextRun, RunScope nextScope) {
        if (!nextRun.equals(run)) {
            run = nextRun;
            scope = nextScope;
            doubt = FIRST_DOUBT;
            stale |= clock.instant().isAfter(readAt.plus(FIRST_DOUBT));
            ensureFresh();
            judge();
        }
    }

    /** Nothing is under way: time to read what may be outdated, and to judge what was refused. */
    void rest() {
        ensureFresh();
        if (suspicious) {
            judge();
        }
    }

    /** Reads the schema unless what is known is fresh; waits as long as the CRM cannot be used. */
    private void ensureFresh() {
        if (stale) {
            read(() -> {});
        }
    }

    /** Before a call: what is known is fresh, nothing stands in the way of writing, and nothing is lost. */
    void ensureWritable() {
        if (stale || !preflight.passed() || clock.instant().isAfter(readAt.plus(LONGEST_AGE))) {
            read(preflight::pass);
        }
        if (!judged) {
            judge();
        }
    }

    /** A person lets the lane go on: what is gone or lacks options is made again, what is otherwise is taken as it is. */
    void accept() {
        List<Lost> now = lost;
        now.stream()
                .filter(thing -> thing.fate() != Fate.OTHER)
                .forEach(thing -> restoration.restore(
                        view.state(thing.key()), thing.fate() == Fate.GONE || thing.fate() == Fate.MISSED));
        references.forget();
        accepted.addAll(now);
        lost = List.of();
        stale = !now.isEmpty();
    }

    private void read(Runnable afterwards) {
        stale = false;
        // Whatever other threads write from now on may be missing in what is read.
        Map<Long, String> relied = relied();
        Optional<DestinationSchema> described = new Calls(hold).stubbornly(() -> {
            client.refreshSchema();
            afterwards.run();
            return client.describe();
        });
        readAt = clock.instant();
        references.forget();
        described.ifPresent(schema -> {
            says.accept(schema.withNotes(preflight.notes()));
            lost = drift(schema, relied);
            judged = false;
        });
    }

    /** Offsets of the commands that vocabulary was last written by, to its ids. */
    private Map<Long, String> relied() {
        Map<Long, String> crmIds = new LinkedHashMap<>();
        for (String type : client.capabilities().vocabulary()) {
            for (ObjectKey key : view.standing(type)) {
                ObjectState state = view.state(key);
                String crmId = state.crmId();
                if (crmId != null) {
                    crmIds.put(state.confirmedOffset(), crmId);
                }
            }
        }
        return crmIds;
    }

    private List<Lost> drift(DestinationSchema schema, Map<Long, String> crmIds) {
        List<Lost> found = new ArrayList<>(Drift.of(schema, Drift.relied(past.at(crmIds.keySet()), crmIds)));
        found.removeIf(thing -> thing.fate() != Fate.GONE && accepted.contains(thing));
        return found;
    }

    private void judge() {
        judged = true;
        suspicious = false;
        if (lost.isEmpty()) {
            return;
        }
        if (scope.reach() == Reach.PREPARATION) {
            accept();
            return;
        }
        String holding = lost.stream()
                .filter(thing -> thing.fate() != Fate.MISSED)
                .map(Lost::sentence)
                .collect(Collectors.joining("; "));
        if (scope.reach().mapped() && !holding.isEmpty()) {
            hold.stop(
                    holding
                            + ". Values would go nowhere: look at the account, then let preparation make it again (migrate prepare"
                            + " --apply; migrate retry --all then writes values again that went with it), or change the mapping");
        }
    }
}
