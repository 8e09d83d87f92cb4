package org.crmmigration.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.crmmigration.contract.plain.JavaProcess;
import org.crmmigration.contract.plain.PlainLoader;
import org.crmmigration.contract.plain.PlainMigration;
import org.crmmigration.embedded.PlatformProcess;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.sandbox.plain.PlainSandbox;

/** A broker process, any number of loader processes, and migrations into a plain sandbox of this process. */
final class Fleet implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Path directory;
    private final Map<String, String> settings;
    private final PlainSandbox crm;
    private final PlatformProcess broker;
    private final PlainMigration.Writers writers;
    private final List<SoakedMigration> migrations = new ArrayList<>();
    private final List<JavaProcess> loaders = new ArrayList<>();

    /**
     * @param settings of all loaders, as {@link PlainLoader} takes them
     */
    Fleet(Path directory, Map<String, String> settings, long seed) {
        this.directory = directory;
        this.settings = settings;
        crm = PlainSandbox.start(new PlainSandbox.Settings(0, seed));
        broker = PlatformProcess.start(directory.resolve("broker"));
        writers = PlainMigration.Writers.of(
                new Clients(KafkaSettings.local(broker.bootstrapServers(), broker.registryUrl(), "fleet")));
    }

    PlainSandbox crm() {
        return crm;
    }

    PlatformProcess broker() {
        return broker;
    }

    List<SoakedMigration> migrations() {
        return migrations;
    }

    /** Begins a migration of a type, in an account named like it. */
    SoakedMigration begin(String type, String name) {
        PlainMigration migration = new PlainMigration(writers, "plain", name);
        migration.createTopics();
        migration.define(crm.url(name), directory);
        SoakedMigration begun = new SoakedMigration(migration, type);
        migrations.add(begun);
        return begun;
    }

    /** Starts a loader; the same instance has the same data again. */
    JavaProcess loader(String instance) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("bootstrap", broker.bootstrapServers());
        all.put("registry", broker.registryUrl());
        all.put("instance", instance);
        all.put("crm.loader.data-dir", directory.resolve("loader-" + instance).toString());
        JavaProcess loader = JavaProcess.start(
                directory.resolve("loader-" + instance + ".log"),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                PlainLoader.class.getName(),
                all.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .toList());
        loaders.add(loader);
        return loader;
    }

    /** Calls that reached each migration's account. */
    List<Long> calls() {
        return migrations.stream().map(SoakedMigration::name).map(crm::calls).toList();
    }

    /** Waits until every account has had so many more calls. */
    void awaitCalls(int more) {
        List<Long> before = calls();
        await(more + " more calls of all migrations", () -> {
            List<Long> now = calls();
            for (int i = 0; i < now.size(); i++) {
                if (now.get(i) < before.get(i) + more) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Waits until every command has its outcome. */
    void awaitOutcomes() {
        for (SoakedMigration migration : migrations) {
            await("outcomes of " + migration.name(), () -> migration.answered() >= migration.commands());
        }
    }

    /** Waits for something to become true. */
    void await(String what, BooleanSupplier met) {
        try {
            Awaitility.await().atMost(PATIENCE).pollInterval(LOOK).until(met::getAsBoolean);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("waited in vain for " + what + "\n" + landings(), e);
        }
    }

    /** How each migration landed, a line each. */
    String landings() {
        StringBuilder text = new StringBuilder();
        migrations.forEach(one -> text.append("%-12s calls %d, found again after a lost answer %d, %s%n"
                .formatted(one.name(), crm.calls(one.name()), one.foundAgain(), one.landing(crm))));
        return text.toString();
    }

    @Override
    public void close() {
        migrations.forEach(SoakedMigration::close);
        writers.close();
        loaders.forEach(JavaProcess::close);
        broker.close();
        crm.close();
    }
}
