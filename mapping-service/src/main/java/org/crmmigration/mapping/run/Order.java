package org.crmmigration.mapping.run;

import java.time.ZoneId;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * All that commands depend on besides the records.
 *
 * @param hash with the migration's secret
 */
public record Order(MigrationDefined migration, Mapping mapping, KeyedHash hash) {

    /** The account's time zone: the migration's setting {@code timeZone}, else the source's own. */
    public ZoneId zone() {
        String zone = migration.settings().getOrDefault("timeZone", "");
        return zone.isEmpty() ? Mapping.DEFAULT_ZONE : ZoneId.of(zone);
    }
}
