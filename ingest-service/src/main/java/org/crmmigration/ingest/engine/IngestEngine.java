package org.crmmigration.ingest.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.IngestSettings;
import org.crmmigration.ingest.normal.Recent;
import org.crmmigration.ingest.publish.RecordSink;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlListener;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.value.KeyedHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exports of the migrations this instance owns. A migration's exports run one after the other; what an earlier owner
 * or an earlier start of this instance left unfinished goes on as soon as the migration is ours. An export that fails for
 * a reason outside the data is tried again.
 */
public final class IngestEngine implements ControlListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IngestEngine.class);

    /** Ends the message of an export that failed for a reason outside its data. */
    private static final String RETRIED = "; it is tried again";

    private final IngestSettings settings;
    private final Function<MigrationDefined, RecordSink> sinks;
    private final Consumer<ControlMessage> control;
    private final SecretReference secrets;
    private final Clock clock;
    private final Map<String, MigrationDefined> migrations = new ConcurrentHashMap<>();
    private final Set<Integer> buckets = ConcurrentHashMap.newKeySet();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Set<String> toErase = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers;
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ingest-retries").factory());

    /** An engine that owns nothing yet. */
    public IngestEngine(
            IngestSettings settings,
            Function<MigrationDefined, RecordSink> sinks,
            Consumer<ControlMessage> control,
            SecretReference secrets,
            Clock clock) {
        this.settings = settings;
        this.sinks = sinks;
        this.control = control;
        this.secrets = secrets;
        this.clock = clock;
        this.workers = Executors.newFixedThreadPool(
                settings.parallel(), Thread.ofPlatform().name("ingest-", 1).factory());
    }

    /** A migration of this instance, as soon as it is known; nothing when it is not within the time. */
    public Optional<MigrationDefined> await(String migration, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        synchronized (migrations) {
            while (!owned(migration)) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return Optional.empty();
                }
                TimeUnit.NANOSECONDS.timedWait(migrations, left);
            }
        }
        return Optional.ofNullable(migrations.get(migration));
    }

    /** The staging directory of a migration. */
    public Staging staging(String migration) {
        return new Staging(settings.dataDir(), migration);
    }

    /** Takes an export of a migration that this instance owns. */
    public Export submit(String migration, List<Path> paths, Map<String, String> exportSettings) {
        Export export = new ExportTable(staging(migration)).add(paths, exportSettings, clock.instant());
        wake(migration);
        return export;
    }

    @Override
    public void on(ControlMessage message) {
        switch (message) {
            case MigrationDefined defined -> {
                toErase.remove(defined.migration());
                migrations.put(defined.migration(), defined);
                tellWaiting();
                wake(defined.migration());
            }
            case MigrationStateChanged changed when changed.state() == State.ERASED -> erase(changed.migration());
            case MigrationStateChanged _,
                    ControlMessage.ExportStateChanged _,
                    ControlMessage.MappingConfirmed _,
                    ControlMessage.RunRequested _,
                    ControlMessage.PhaseApproved _,
                    ControlMessage.LaneStateChanged _ -> {}
        }
    }

    @Override
    public void retracted(int bucket, String key) {
        if (key.endsWith("/definition")) {
            erase(key.substring(0, key.length() - "/definition".length()));
        }
    }

    @Override
    public void ready(int bucket) {
        buckets.add(bucket);
        tellWaiting();
        migrations.keySet().forEach(this::wake);
    }

    @Override
    public void lost(int bucket) {
        buckets.remove(bucket);
        migrations.keySet().removeIf(migration -> Buckets.of(migration) == bucket);
    }

    @Override
    public void close() {
        buckets.clear();
        retries.shutdownNow();
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(30, TimeUnit.SECONDS)) {
                log.atWarn().log("an export is still at work");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean owned(String migration) {
        return buckets.contains(Buckets.of(migration)) && migrations.containsKey(migration);
    }

    private void tellWaiting() {
        synchronized (migrations) {
            migrations.notifyAll();
        }
    }

    private void wake(String migration) {
        if (owned(migration) && staging(migration).exists() && busy.add(migration)) {
            workers.execute(() -> work(migration));
        }
    }

    private void work(String migration) {
        boolean again = false;
        try {
            Optional<Export> next = next(migration);
            while (next.isPresent() && owned(migration)) {
                run(migration, next.get());
                next = next(migration);
            }
        } catch (RuntimeException e) {
            log.atError().addKeyValue("migration", migration).setCause(e).log("export failed, it is tried again");
            again = true;
        } finally {
            if (toErase.contains(migration)) {
                forget(migration);
            }
            busy.remove(migration);
        }
        if (again) {
            later(migration);
        } else if (owned(migration) && next(migration).isPresent()) {
            wake(migration);
        }
    }

    private void later(String migration) {
        try {
            var _ = retries.schedule(
                    () -> wake(migration), settings.retryAfter().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            log.atInfo().addKeyValue("migration", migration).log("closing; whoever owns the migration next goes on");
        }
    }

    private Optional<Export> next(String migration) {
        return new ExportTable(staging(migration))
                .all().stream().filter(export -> !export.ended()).findFirst();
    }

    private void run(String migration, Export export) {
        MigrationDefined definition = migrations.get(migration);
        if (definition == null) {
            return;
        }
        Staging staging = staging(migration);
        Reporter reporter = new ControlReporter(migration, control, clock);
        try {
            new ExportRun(staging, definition, hash(definition), sinks, clock, reporter, () -> owned(migration))
                    .run(export);
        } catch (ExportRun.NothingUsable e) {
            String why = String.valueOf(e.getMessage());
            new ExportTable(staging).progress(export, Export.State.REJECTED, 0, 0, why);
            reporter.at(export, Export.State.REJECTED, 0, 0, why, true);
        } catch (RuntimeException e) {
            note(staging, export, e);
            throw e;
        }
    }

    /** Has people see why nothing happens; on a full disk even that may fail. */
    private static void note(Staging staging, Export export, RuntimeException trouble) {
        String why = trouble instanceof IngestException
                ? String.valueOf(trouble.getMessage())
                : "ingest failed (" + trouble.getClass().getSimpleName() + "), its log says where";
        try {
            new ExportTable(staging).note(export, why + RETRIED);
        } catch (RuntimeException e) {
            trouble.addSuppressed(e);
        }
    }

    private KeyedHash hash(MigrationDefined definition) {
        String secret = secrets.resolve(definition.secretReference());
        byte[] bytes = secret.chars().allMatch(c -> Character.digit(c, 16) >= 0) && secret.length() % 2 == 0
                ? HexFormat.of().parseHex(secret)
                : secret.getBytes(StandardCharsets.UTF_8);
        return new KeyedHash(bytes);
    }

    private void erase(String migration) {
        migrations.remove(migration);
        toErase.add(migration);
        // An export at work stops at its next step, because the migration is not known any more, and is erased then.
        if (!busy.contains(migration)) {
            forget(migration);
        }
    }

    private void forget(String migration) {
        staging(migration).erase();
        Recent.forget();
    }
}
