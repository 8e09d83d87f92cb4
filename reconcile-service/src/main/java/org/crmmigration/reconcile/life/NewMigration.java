package org.crmmigration.reconcile.life;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to create a migration.
 *
 * @param migration its slug: 3 to 40 lower-case letters, digits and hyphens; no customer's name, it is a metric label
 * @param destination {@code pipedrive}, {@code freshsales}, {@code dynamics} or {@code highlevel}
 * @param accountReference where the loader finds the account file, or an agreed word for a sandbox; never its content
 * @param secretReference where the secret is; made when absent
 * @param sandbox whether a sandbox stands in for the CRM; false when absent
 * @param settings for example {@code timeZone}, {@code currency}
 */
public record NewMigration(
        @Nullable String migration,
        @Nullable String destination,
        @Nullable String accountReference,
        @Nullable String secretReference,
        @Nullable Boolean sandbox,
        @Nullable Map<String, String> settings) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{3,40}");
    private static final Set<String> DESTINATIONS = Set.of("pipedrive", "freshsales", "dynamics", "highlevel");

    /** The slug, checked. */
    String slug() {
        if (migration == null || !SLUG.matcher(migration).matches()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "migration must be 3 to 40 characters of a-z, 0-9 and '-', for example acme-2026");
        }
        return migration;
    }

    /** The destination, checked. */
    String checkedDestination() {
        if (destination == null || !DESTINATIONS.contains(destination)) {
            throw new Refusal(
                    Refusal.Kind.INVALID, "destination must be one of pipedrive, freshsales, dynamics, highlevel");
        }
        return destination;
    }

    /** The account reference, checked. */
    String checkedAccount() {
        if (accountReference == null || accountReference.isBlank()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "accountReference is missing; name the account file the loader reads, for example ${file:/path/account.yaml}");
        }
        return accountReference;
    }

    Map<String, String> settingsOrNone() {
        return settings == null ? Map.of() : settings;
    }

    boolean inSandbox() {
        return Boolean.TRUE.equals(sandbox);
    }

    /** Whether a migration was created by a request like this one. */
    boolean created(MigrationDefined known) {
        return known.destination().equals(destination)
                && known.accountReference().equals(accountReference)
                && (secretReference == null || secretReference.equals(known.secretReference()))
                && known.sandbox() == inSandbox()
                && known.settings().equals(settingsOrNone());
    }
}
