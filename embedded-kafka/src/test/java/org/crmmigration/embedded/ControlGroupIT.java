package org.crmmigration.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlGroup;
import org.crmmigration.messaging.control.ControlListener;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.junit.jupiter.api.Test;

/** Ownership of the control topic's buckets against a real broker. */
class ControlGroupIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void readsABucketsHistoryBeforeItIsReady() {
        // Given
        Clients clients = clients("history", "1");
        try (ControlPublisher publisher = new ControlPublisher(clients, "history")) {
            publisher.publish(state("history-a", State.DRAFT));
            publisher.publish(state("history-a", State.RECEIVED));
        }
        Ear ear = new Ear();

        // When
        try (ControlGroup group = new ControlGroup(clients, "history", ear)) {
            group.start();
            await().atMost(PATIENCE).until(() -> ear.ready.size() == Buckets.COUNT);
        }

        // Then
        assertThat(ear.heardBeforeReady).contains("history-a RECEIVED");
        assertThat(ear.lost).hasSize(Buckets.COUNT);
    }

    @Test
    void sharesBucketsAndHandsThemOverWhenAMemberLeaves() {
        // Given
        Ear first = new Ear();
        Ear second = new Ear();

        try (ControlGroup one = new ControlGroup(clients("share", "1"), "share", first)) {
            one.start();
            await().atMost(PATIENCE).until(() -> first.ready.size() == Buckets.COUNT);

            // When
            ControlGroup two = new ControlGroup(clients("share", "2"), "share", second);
            two.start();
            await().atMost(PATIENCE).until(() -> !second.owned.isEmpty() && first.owned.size() < Buckets.COUNT);

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                Set<Integer> both = new HashSet<>(first.owned);
                both.retainAll(second.owned);
                assertThat(both).isEmpty();
                assertThat(first.owned.size() + second.owned.size()).isEqualTo(Buckets.COUNT);
            });
            two.close();
            await().atMost(PATIENCE).until(() -> first.owned.size() == Buckets.COUNT);
        }
    }

    @Test
    void joinsAgainAfterItWasThrownOut() {
        // Given
        Ear first = new Ear();
        Ear second = new Ear();
        try (ControlGroup one = new ControlGroup(clients("fence", "1"), "fence", first)) {
            one.start();
            await().atMost(PATIENCE).until(() -> first.ready.size() == Buckets.COUNT);

            // When: a process of the same name joins, and is gone
            try (ControlGroup other = new ControlGroup(clients("fence", "1"), "fence", second)) {
                other.start();
                await().atMost(PATIENCE).until(() -> first.owned.isEmpty() && second.ready.size() == Buckets.COUNT);
            }

            // Then
            await().atMost(PATIENCE).until(() -> first.ready.size() == Buckets.COUNT);
        }
    }

    @Test
    void hearsRetractions() {
        // Given
        Clients clients = clients("retract", "1");
        Ear ear = new Ear();
        try (ControlGroup group = new ControlGroup(clients, "retract", ear);
                ControlPublisher publisher = new ControlPublisher(clients, "retract")) {
            group.start();
            await().atMost(PATIENCE).until(() -> ear.ready.size() == Buckets.COUNT);

            // When
            publisher.retract("gone", "gone/definition");

            // Then
            await().atMost(PATIENCE).until(() -> ear.retracted.contains("gone/definition"));
        }
    }

    private static Clients clients(String service, String instance) {
        EmbeddedPlatform platform = TestPlatform.shared();
        Clients clients = new Clients(
                KafkaSettings.local(platform.bootstrapServers(), platform.registryUrl(), service + instance));
        new MigrationTopics(clients).createControl();
        return clients;
    }

    private static ControlMessage state(String migration, State state) {
        return new MigrationStateChanged(migration, state, null, null, "", Instant.EPOCH);
    }

    private static final class Ear implements ControlListener {
        final Set<Integer> owned = Collections.synchronizedSet(new HashSet<>());
        final Set<Integer> ready = Collections.synchronizedSet(new HashSet<>());
        final List<Integer> lost = new CopyOnWriteArrayList<>();
        final List<String> heardBeforeReady = new CopyOnWriteArrayList<>();
        final List<String> retracted = new CopyOnWriteArrayList<>();

        @Override
        public void acquired(int bucket) {
            owned.add(bucket);
        }

        @Override
        public void on(ControlMessage message) {
            if (message instanceof MigrationStateChanged changed && !ready.contains(Buckets.of(message.migration()))) {
                heardBeforeReady.add(changed.migration() + " " + changed.state());
            }
        }

        @Override
        public void retracted(int bucket, String key) {
            retracted.add(key);
        }

        @Override
        public void ready(int bucket) {
            ready.add(bucket);
        }

        @Override
        public void lost(int bucket) {
            owned.remove(bucket);
            ready.remove(bucket);
            lost.add(bucket);
        }
    }
}
