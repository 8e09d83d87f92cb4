package org.crmmigration.reconcile;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of reconcile-service; prefix {@code crm.reconcile}.
 *
 * @param dataDir directory of the ledger files; disposable, they are built again from the topics
 * @param secretsDir directory of the secrets made for migrations without one; not disposable, losing a secret changes
 *     every key
 * @param maxFailedShare share of a phase's objects, 0 to 1, that may have failed or be parked for the next gate to open by
 *     itself; phases below 20 objects always do
 * @param verifyShare share of the written objects that are read back, above 0 to 1; 1 is all
 * @param ownershipPatience how long a request waits for this instance to own the migration
 * @param lagInterval how often lag and gauges are computed
 */
@ConfigurationProperties("crm.reconcile")
public record ReconcileSettings(
        @DefaultValue("data/reconcile") Path dataDir,
        @DefaultValue("data/secrets") Path secretsDir,
        @DefaultValue("0.5") double maxFailedShare,
        @DefaultValue("1.0") double verifyShare,
        @DefaultValue("20s") Duration ownershipPatience,
        @DefaultValue("5s") Duration lagInterval) {

    /** Refuses shares that make no sense. */
    public ReconcileSettings {
        if (maxFailedShare < 0 || maxFailedShare > 1) {
            throw new IllegalArgumentException("crm.reconcile.max-failed-share is between 0 and 1");
        }
        if (verifyShare <= 0 || verifyShare > 1) {
            throw new IllegalArgumentException("crm.reconcile.verify-share is above 0 and at most 1");
        }
    }
}
