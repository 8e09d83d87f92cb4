package org.crmmigration.mapping.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.mapping.run.Register.View;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.jspecify.annotations.Nullable;

/**
 * Confirms mappings: the whole text goes to the commands topic, then the confirmation that points at it to the control
 * topic. Confirming the same text again gives the version it has.
 */
public final class Confirmations {

    private final Clients clients;
    private final ControlPublisher control;
    private final InstantSource clock;
    private final Map<String, MappingConfirmed> latest = new HashMap<>();

    /** Confirmations on one cluster. */
    public Confirmations(Clients clients, ControlPublisher control, InstantSource clock) {
        this.clients = clients;
        this.control = control;
        this.clock = clock;
    }

    /**
     * Confirms a migration's file over its destination's default.
     *
     * @throws org.crmmigration.mapping.tree.InvalidMapping naming line and key of every problem; nothing is confirmed
     */
    public synchronized MappingConfirmed confirm(View view, MigrationDefined migration, String differences) {
        String whole = MappingFile.complete(migration.destination(), differences);
        String sha256 = sha256(whole);
        MappingConfirmed before = newer(view.confirmed(), latest.get(migration.migration()));
        if (before != null && before.sha256().equals(sha256)) {
            return before;
        }
        int version = before == null ? 1 : before.version() + 1;
        long offset = write(migration, new MappingText(version, sha256, whole, clock.instant()));
        MappingConfirmed confirmed =
                new MappingConfirmed(migration.migration(), version, sha256, offset, clock.instant());
        control.publish(confirmed);
        latest.put(migration.migration(), confirmed);
        return confirmed;
    }

    /** Whether a migration's file over its destination's default is what was confirmed last. */
    public boolean stands(View view, MigrationDefined migration, String differences) {
        return view.confirmed() != null
                && view.confirmed().sha256().equals(sha256(MappingFile.complete(migration.destination(), differences)));
    }

    private long write(MigrationDefined migration, MappingText text) {
        try (Producer<String, SpecificRecord> producer = clients.producer("mapping-confirmation")) {
            return producer.send(Said.on(migration.topics().commands(), text))
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the commands topic of migration " + migration.migration() + " did not take the mapping", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while confirming a mapping", e);
        }
    }

    private static @Nullable MappingConfirmed newer(@Nullable MappingConfirmed one, @Nullable MappingConfirmed other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.version() >= other.version() ? one : other;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
