package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.embedded.PlatformProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The services as a platform team runs them: each from its own jar in its own process, two loaders, one Kafka, one registry,
 * driven by REST alone. Two migrations into one account, one of the loaders killed under way.
 */
class ServicesApartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Set<String> DONE = Set.of("COMPLETED", "VERIFIED");

    private final SyntheticExport export = new SyntheticExport(60, 80, 4);
    private final List<ServiceProcess> services = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @AfterEach
    void stop() {
        services.forEach(ServiceProcess::close);
    }

    @Test
    void carriesTwoMigrationsIntoOneAccountOneAfterTheOther() throws Exception {
        try (PlatformProcess kafka = PlatformProcess.start(directory.resolve("kafka"));
                Account account = Account.open(directory)) {
            // Given
            export.writeTo(directory.resolve("export"));
            ServiceProcess ingest = start(kafka, "ingest-service", "ingest");
            ServiceProcess mapping = start(kafka, "mapping-service", "mapping");
            ServiceProcess reconcile = start(kafka, "reconcile-service", "reconcile");
            List<ServiceProcess> loaders = new ArrayList<>(List.of(
                    start(kafka, "loader-pipedrive", "loader-1"), start(kafka, "loader-pipedrive", "loader-2")));

            // When
            for (String migration : List.of("first", "second")) {
                prepare(migration, account, ingest, mapping, reconcile);
            }
            reconcile.post("/api/migrations/first/runs", Map.of());
            reconcile.post("/api/migrations/second/runs", Map.of());
            await().atMost(PATIENCE)
                    .until(() -> account.sandbox().counters().read().writes() > 30);
            loaders.removeFirst().kill();
            await().atMost(PATIENCE).until(() -> done(reconcile, "first") && done(reconcile, "second"));

            // Then
            assertThat(services)
                    .filteredOn(ServiceProcess::isAlive)
                    .hasSize(4)
                    .allSatisfy(service ->
                            assertThat(service.text("/actuator/prometheus")).contains("jvm_memory_used_bytes"));
            for (String migration : List.of("first", "second")) {
                JsonNode report = reconcile.get("/api/migrations/" + migration + "/report");
                assertThat(report.at("/ledger/balanced").asBoolean(false))
                        .as(report.toString())
                        .isTrue();
                assertThat(report.at("/ledger/records/contact/total").asInt(0)).isEqualTo(export.contacts());
                assertThat(report.at("/verification/different").asInt(-1)).isZero();
                assertThat(reconcile.text("/actuator/prometheus"))
                        .contains("crm_migration_lag_records", "migration=\"" + migration + "\"");
            }
            assertThat(Account.repeated(account.keys("persons", "personFields")))
                    .isEmpty();
            assertThat(account.records("persons").size()).isEqualTo(2 * export.contacts());
            assertThat(account.sandbox().violations()).isEmpty();
        }
    }

    private void prepare(
            String migration,
            Account account,
            ServiceProcess ingest,
            ServiceProcess mapping,
            ServiceProcess reconcile) {
        String path = "/api/migrations/" + migration;
        await().atMost(PATIENCE)
                .until(() -> !reconcile
                        .post(
                                "/api/migrations",
                                Map.of(
                                        "migration",
                                        migration,
                                        "destination",
                                        "pipedrive",
                                        "accountReference",
                                        account.file().toString()))
                        .isMissingNode());
        await().atMost(PATIENCE)
                .until(() -> !ingest.post(
                                path + "/exports",
                                Map.of(
                                        "paths",
                                        List.of(directory.resolve("export").toString())))
                        .isMissingNode());
        await().atMost(PATIENCE).until(() -> !state(reconcile, migration).equals("DRAFT"));
        await().atMost(PATIENCE)
                .until(() ->
                        !mapping.post(path + "/mapping/confirmation", Map.of()).isMissingNode());
        await().atMost(PATIENCE).until(() -> state(reconcile, migration).equals("CONFIRMED"));
    }

    private static boolean done(ServiceProcess reconcile, String migration) {
        return DONE.contains(state(reconcile, migration));
    }

    private static String state(ServiceProcess reconcile, String migration) {
        return reconcile.get("/api/migrations/" + migration).path("state").asString("");
    }

    private ServiceProcess start(PlatformProcess kafka, String module, String name) {
        Map<String, String> settings = new HashMap<>();
        settings.put("crm.kafka.bootstrap-servers", kafka.bootstrapServers());
        settings.put("crm.kafka.registry-url", kafka.registryUrl());
        settings.put("crm.kafka.replication", "1");
        settings.put("crm.kafka.instance", name);
        settings.put("crm.reconcile.secrets-dir", directory.resolve("secrets").toString());
        ServiceProcess service = ServiceProcess.start(module, directory.resolve(name), settings);
        services.add(service);
        return service;
    }
}
