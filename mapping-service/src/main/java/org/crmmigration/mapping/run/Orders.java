package org.crmmigration.mapping.run;

import java.util.HexFormat;
import java.util.Optional;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.value.KeyedHash;

/** Gathers what a run depends on besides the records: the confirmed mapping and the migration's secret. */
public final class Orders {

    private final MappingTexts texts;
    private final SecretReference secrets;

    /** Orders with mappings and secrets from these. */
    public Orders(MappingTexts texts, SecretReference secrets) {
        this.texts = texts;
        this.secrets = secrets;
    }

    /**
     * An order with a confirmed mapping.
     *
     * @throws Unconfirmed when the commands topic does not hold that version
     */
    public Order confirmed(MigrationDefined migration, MappingConfirmed confirmed, int version) {
        MappingText text = texts.find(migration, confirmed, version)
                .orElseThrow(() -> new Unconfirmed(migration.migration(), version));
        return with(migration, MappingFile.parse(text.yaml()));
    }

    /** What the last run over everything was made with; empty when nothing of one stands. */
    public Optional<MappingText> lastRun(MigrationDefined migration) {
        return texts.lastRun(migration);
    }

    /** An order with a mapping at hand. */
    public Order with(MigrationDefined migration, Mapping mapping) {
        String secret = secrets.resolve(migration.secretReference());
        return new Order(migration, mapping, new KeyedHash(HexFormat.of().parseHex(secret)));
    }

    /** A run names a mapping nobody confirmed. */
    public static final class Unconfirmed extends RuntimeException {
        Unconfirmed(String migration, int version) {
            super("migration " + migration + " has no confirmed mapping of version " + version);
        }
    }
}
