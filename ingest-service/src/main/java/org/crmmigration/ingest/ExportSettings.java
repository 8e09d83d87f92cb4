package org.crmmigration.ingest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.normal.DateOrder;

/**
 * How an export is to be read. Keys of the migration's settings, which an export may override: {@code timeZone} (IANA,
 * default America/New_York), {@code currency} (ISO 4217, where the files name none), {@code region} (two letters, for
 * phone numbers, default US), {@code dateOrder} ({@code day} or {@code month}), {@code includeDeleted} and
 * {@code partial} (true or false), {@code expectedContacts} (the number that Kartra shows).
 *
 * @param zone the zone of dates without an offset
 * @param zoneStated whether somebody stated it
 * @param includeDeleted whether deleted contacts are published, flagged, instead of left behind
 * @param partial whether the files hold only what changed, so that nothing can be said about what they lack
 */
public record ExportSettings(
        ZoneId zone,
        boolean zoneStated,
        Optional<String> currency,
        String region,
        Optional<DateOrder> dateOrder,
        boolean includeDeleted,
        boolean partial,
        Optional<Long> expectedContacts) {

    private static final String DEFAULT_ZONE = "America/New_York";

    /**
     * Reads settings; those of the export win.
     *
     * @throws IngestException naming the setting that cannot be read
     */
    public static ExportSettings of(Map<String, String> migration, Map<String, String> export) {
        Map<String, String> all = new HashMap<>(migration);
        all.putAll(export);
        String zone = all.getOrDefault("timeZone", "");
        try {
            return new ExportSettings(
                    ZoneId.of(zone.isBlank() ? DEFAULT_ZONE : zone),
                    !zone.isBlank(),
                    Optional.of(all.getOrDefault("currency", "").toUpperCase(Locale.ROOT))
                            .filter(code -> !code.isBlank()),
                    all.getOrDefault("region", "US").toUpperCase(Locale.ROOT),
                    order(all.getOrDefault("dateOrder", "")),
                    Boolean.parseBoolean(all.getOrDefault("includeDeleted", "false")),
                    Boolean.parseBoolean(all.getOrDefault("partial", "false")),
                    Optional.ofNullable(all.get("expectedContacts")).map(Long::valueOf));
        } catch (DateTimeException e) {
            throw new IngestException("the setting timeZone is no IANA zone such as America/New_York", e);
        } catch (NumberFormatException e) {
            throw new IngestException("the setting expectedContacts is no number", e);
        }
    }

    private static Optional<DateOrder> order(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "" -> Optional.empty();
            case "day", "dmy", "day_first" -> Optional.of(DateOrder.DAY_FIRST);
            case "month", "mdy", "month_first" -> Optional.of(DateOrder.MONTH_FIRST);
            default -> throw new IngestException("the setting dateOrder is neither day nor month");
        };
    }
}
