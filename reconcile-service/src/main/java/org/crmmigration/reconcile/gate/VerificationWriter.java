package org.crmmigration.reconcile.gate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.PhaseChecksum;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.rollback.CommandWriter;

/**
 * Writes a run's verification phase: one VERIFY command for each object the run left in the CRM. In transactions under
 * the migration's own id, so that an older owner that is still writing is fenced; a phase that was left half-written is
 * written again as the next attempt.
 */
public final class VerificationWriter {

    private static final int SHARES = 10_000;

    private final Clients clients;
    private final double share;

    /**
     * A writer.
     *
     * @param share of the objects to verify, above 0 to 1; which ones is decided by their keys, the same in every attempt
     */
    public VerificationWriter(Clients clients, double share) {
        this.clients = clients;
        this.share = share;
    }

    /**
     * How the phase is written.
     *
     * @param attempt higher than any before
     * @param changed only objects the run itself changed
     */
    record Phase(int attempt, boolean changed) {}

    /** Writes the phase and returns the offset of its end marker once all replicas have it. */
    long write(String migration, String topic, String run, Phase wanted, LedgerQueries ledger) {
        int phase = PhaseStanding.VERIFICATION;
        try (CommandWriter out = CommandWriter.open(clients, "reconcile-verify-" + migration, topic)) {
            PhaseChecksum checksum = new PhaseChecksum();
            out.send("began", "began", phase, new PhaseBegan(run, phase, "verification", wanted.attempt()));
            ledger.written(run, wanted.changed(), (key, hash) -> {
                if (chosen(key)) {
                    ObjectCommand command = command(run, key, hash);
                    checksum.add(command);
                    out.send(key.toString(), "command", phase, command);
                }
            });
            out.send("ended", "ended", phase, new PhaseEnded(run, phase, checksum.count(), checksum.text()));
            return out.commit();
        }
    }

    private static ObjectCommand command(String run, ObjectKey key, String hash) {
        return new ObjectCommand(run, PhaseStanding.VERIFICATION, Action.VERIFY, key, hash, Map.of(), List.of());
    }

    private boolean chosen(ObjectKey key) {
        CRC32C crc = new CRC32C();
        crc.update(key.toString().getBytes(StandardCharsets.UTF_8));
        return crc.getValue() % SHARES < share * SHARES;
    }
}
