package org.crmmigration.mapping.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.Phase;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.record.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run from wherever it is to its end. Called again after a kill at any instant it goes on after the last committed
 * chunk; called after the end it does nothing.
 */
public final class MappingRun {

    private static final Logger log = LoggerFactory.getLogger(MappingRun.class);

    private final Surveys surveys;
    private final Clients clients;
    private final Order order;
    private final RunRequested request;
    private final int chunk;
    private final InstantSource clock;
    private final Checkpoint checkpoint;
    /** Those of the mapping that the run's scope has. */
    private final NavigableMap<Integer, String> phases;

    /**
     * A run.
     *
     * @param chunk messages in one transaction
     */
    public MappingRun(
            Surveys surveys, Order order, RunRequested request, int chunk, InstantSource clock, Checkpoint checkpoint) {
        this.surveys = surveys;
        this.clients = surveys.clients();
        this.order = order;
        this.request = request;
        this.chunk = chunk;
        this.clock = clock;
        this.checkpoint = checkpoint;
        this.phases = Selection.phases(order.mapping(), request.scope());
    }

    /**
     * Goes on to the end.
     *
     * @throws ExportMissing when the export is not there
     * @throws org.apache.kafka.common.KafkaException when Kafka did not take a chunk; calling again goes on
     */
    public void run() {
        try (CommandLog commands = CommandLog.open(clients, order.migration(), checkpoint)) {
            Progress progress = start(commands);
            if (progress.finished()) {
                return;
            }
            Generation generation = surveys.of(order, request.export());
            Selection selection = new Selection(request.scope(), clearing(), phases.firstKey());
            try (TopicReader reader =
                    new TopicReader(clients, order.migration().topics().records())) {
                while (!progress.finished()) {
                    progress = phase(progress, generation, selection, commands, reader);
                }
            }
        }
        log.atInfo()
                .addKeyValue("migration", request.migration())
                .addKeyValue("run", request.run())
                .log("run written");
    }

    private Progress start(CommandLog commands) {
        Progress committed = commands.progress().orElse(null);
        if (committed != null && committed.run().equals(request.run())) {
            return committed;
        }
        if (committed != null && committed.earlier().without(request.run())) {
            Earlier earlier = committed.earlier().and(committed.run());
            return Progress.begin(request.run(), phases.firstKey(), 1, earlier);
        }
        return RunHistory.of(clients, order.migration(), request.run()).progress(phases.firstKey());
    }

    /** What an earlier mapping wrote beyond this one, where the mapping says that it is to be cleared. */
    private Selection.Refinement clearing() {
        return order.mapping().handover().clearsUnmapped()
                ? Unmapped.of(surveys, order, request).refinement()
                : Selection.AS_PLANNED;
    }

    private Progress phase(
            Progress progress, Generation generation, Selection selection, CommandLog commands, TopicReader reader) {
        Topics topics = order.migration().topics();
        Pass pass = new Pass(topics, generation, selection, commands, chunk, progress);
        if (!progress.opened()) {
            boolean first = progress.phase() == phases.firstKey();
            List<Finding> findings = first ? generation.plan().findings(request.export()) : List.of();
            pass.open(opening(progress, first), findings);
        }
        pass.read(reader);
        List<CommandMessage> closing = new ArrayList<>();
        closing.add(new PhaseEnded(request.run(), progress.phase(), pass.commands(), pass.checksum()));
        Integer next = phases.higherKey(progress.phase());
        Progress beyond = next == null ? progress.end(pass.excluded()) : progress.turn(next, pass.excluded());
        if (next == null) {
            closing.add(new RunEnded(request.run(), pass.excluded(), clock.instant()));
        }
        pass.close(closing, beyond);
        return beyond;
    }

    private List<CommandMessage> opening(Progress progress, boolean first) {
        List<CommandMessage> opening = new ArrayList<>();
        if (first) {
            List<Phase> named = new ArrayList<>();
            phases.forEach((number, name) -> named.add(new Phase(number, name)));
            opening.add(new RunBegan(
                    request.run(),
                    request.export(),
                    request.mappingVersion(),
                    named,
                    clock.instant(),
                    request.scope()));
        }
        String name = phases.getOrDefault(progress.phase(), "");
        opening.add(new PhaseBegan(request.run(), progress.phase(), name, progress.attempt()));
        return opening;
    }
}
