package org.crmmigration.mapping.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.crmmigration.mapping.run.Register.View;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out requested runs, each on a thread of its own, some side by side. One migration has one thread: a newer
 * request stops the older. A run that fails is tried again after a pause for as long as the migration is ours; what it
 * has committed is never repeated.
 */
public final class MappingRuns implements AutoCloseable {

    /** The consumer group of this service, and its name in client ids. */
    public static final String SERVICE = "mapping-service";

    private static final Logger log = LoggerFactory.getLogger(MappingRuns.class);

    private final Surveys surveys;
    private final Orders orders;
    private final Settings settings;
    private final InstantSource clock;
    private final Checkpoint checkpoint;
    private final Semaphore places;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    /**
     * How runs are carried out.
     *
     * @param parallel runs side by side
     * @param chunk messages in one transaction
     * @param pause before a failed run is tried again
     */
    public record Settings(int parallel, int chunk, Duration pause) {}

    /** What a migration's run is doing. */
    public record Standing(String run, String state, String explanation) {}

    /** Runs over exports that these surveys are of. */
    public MappingRuns(Surveys surveys, Orders orders, Settings settings, InstantSource clock, Checkpoint checkpoint) {
        this.surveys = surveys;
        this.orders = orders;
        this.settings = settings;
        this.clock = clock;
        this.checkpoint = checkpoint;
        this.places = new Semaphore(settings.parallel(), true);
    }

    /** Starts what a migration asks for, unless it is being done; returns at once. */
    void consider(View view) {
        RunRequested request = view.requested();
        if (request == null
                || !request.scope().reach().mapped()
                || view.definition() == null
                || view.confirmed() == null
                || view.confirmed().version() < request.mappingVersion()) {
            return;
        }
        jobs.compute(request.migration(), (_, job) -> {
            if (job != null && job.request.run().equals(request.run())) {
                return job;
            }
            Job next = new Job(view, request, job);
            next.thread.start();
            return next;
        });
    }

    /** Stops a migration's run; nothing more is written for it. */
    void stop(String migration) {
        Job job = jobs.remove(migration);
        if (job != null) {
            job.thread.interrupt();
        }
    }

    /** What a migration's run is doing, if this instance has one. */
    public Optional<Standing> standing(String migration) {
        return Optional.ofNullable(jobs.get(migration)).map(job -> job.standing);
    }

    /** Stops all runs. */
    @Override
    public void close() {
        jobs.keySet().forEach(this::stop);
    }

    private final class Job implements Runnable {
        private final View view;
        private final RunRequested request;
        private final @Nullable Job before;
        private final Thread thread;
        private volatile Standing standing;

        Job(View view, RunRequested request, @Nullable Job before) {
            this.view = view;
            this.request = request;
            this.before = before;
            this.standing = new Standing(request.run(), "waiting", "");
            this.thread =
                    Thread.ofPlatform().name("mapping-" + request.migration()).unstarted(this);
        }

        @Override
        public void run() {
            try {
                if (before != null) {
                    before.thread.interrupt();
                    before.thread.join();
                }
                places.acquire();
                try {
                    carryOut();
                } finally {
                    places.release();
                }
            } catch (InterruptedException | InterruptException _) {
                standing = new Standing(request.run(), "stopped", "");
            }
        }

        private void carryOut() throws InterruptedException {
            while (!done()) {
                Thread.sleep(settings.pause());
            }
        }

        private boolean done() {
            try {
                standing = new Standing(request.run(), "running", "");
                once();
                standing = new Standing(request.run(), "written", "");
                return true;
            } catch (ProducerFencedException | InvalidProducerEpochException _) {
                standing = new Standing(request.run(), "stopped", "another instance writes for this migration");
                return true;
            } catch (InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                failed(e);
                return false;
            }
        }

        private void once() {
            if (view.definition() == null || view.confirmed() == null) {
                throw new IllegalStateException("a run without a definition or a confirmed mapping was started");
            }
            if (CommandLog.isWritten(surveys.clients(), view.definition(), request.run())) {
                return;
            }
            Order order = orders.confirmed(view.definition(), view.confirmed(), request.mappingVersion());
            new MappingRun(surveys, order, request, settings.chunk(), clock, checkpoint).run();
        }

        private void failed(RuntimeException e) {
            boolean passing = e instanceof KafkaException;
            standing = new Standing(
                    request.run(), "failing", passing ? "Kafka is not available" : String.valueOf(e.getMessage()));
            log.atError()
                    .addKeyValue("migration", request.migration())
                    .addKeyValue("run", request.run())
                    .addKeyValue("retryIn", settings.pause())
                    .setCause(e)
                    .log("run not written to its end; it goes on after the pause");
        }
    }
}
