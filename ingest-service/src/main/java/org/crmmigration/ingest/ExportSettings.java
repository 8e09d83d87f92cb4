package org.crmmigration.ingest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.file.DateRange;
import org.crmmigration.ingest.normal.DateOrder;

/**
 * How an export is to be read. Keys of the migration's settings, which an export may override: {@code timeZone} (IANA,
 * default America/New_York), {@code currency} (ISO 4217, where the files name none; without it USD is assumed, with a finding), {@code region} (two letters, for
 * phone numbers, default US), {@code dateOrder} ({@code day} or {@code month}), {@code includeDeleted}, {@code partial}
 * and {@code strict} (true or false), {@code expectedContacts} (the number that Kartra shows), {@code staleAfterMonths}
 * (default 24), {@code kind.<file>} (what a file holds), {@code range.<file>} ({@code 2025-01-01..2025-06-30}, the days
 * it was exported for) and {@code kartraAccount} (the path of a file with the account's API credentials).
 *
 * @param zone the zone of dates without an offset
 * @param zoneStated whether somebody stated it
 * @param includeDeleted whether deleted contacts are published, flagged, instead of left behind
 * @param partial whether the files hold only what changed, so that nothing can be said about what they lack
 * @param strict whether files whose dates can only be read by assumption are rejected
 * @param staleAfterMonths months without a sign of life after which a contact counts as stale
 * @param kinds by file name what somebody says it holds
 * @param ranges by file name the days somebody says it covers
 * @param kartraAccount the file with the API credentials of the Kartra account
 */
public record ExportSettings(
        ZoneId zone,
        boolean zoneStated,
        Optional<String> currency,
        String region,
        Optional<DateOrder> dateOrder,
        boolean includeDeleted,
        boolean partial,
        boolean strict,
        Optional<Long> expectedContacts,
        int staleAfterMonths,
        Map<String, FileKind> kinds,
        Map<String, DateRange> ranges,
        Optional<String> kartraAccount) {

    /** The currency of amounts of which nothing says it. */
    public static final String ASSUMED_CURRENCY = "USD";

    private static final String DEFAULT_ZONE = "America/New_York";
    private static final String DEFAULT_STALE = "24";

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
                    Boolean.parseBoolean(all.getOrDefault("strict", "false")),
                    Optional.ofNullable(all.get("expectedContacts")).map(Long::valueOf),
                    Integer.parseInt(all.getOrDefault("staleAfterMonths", DEFAULT_STALE)),
                    kinds(all),
                    ranges(all),
                    Optional.ofNullable(all.get("kartraAccount")).filter(path -> !path.isBlank()));
        } catch (DateTimeException e) {
            throw new IngestException("the setting timeZone is no IANA zone such as America/New_York", e);
        } catch (NumberFormatException e) {
            throw new IngestException("the setting expectedContacts or staleAfterMonths is no number", e);
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

    private static Map<String, FileKind> kinds(Map<String, String> settings) {
        Map<String, FileKind> kinds = new TreeMap<>();
        settings.forEach((key, word) -> {
            if (key.startsWith("kind.")) {
                kinds.put(key.substring("kind.".length()), kind(key, word));
            }
        });
        return kinds;
    }

    private static FileKind kind(String key, String word) {
        try {
            return FileKind.of(word.strip());
        } catch (IllegalArgumentException e) {
            throw new IngestException("the setting " + key + " names no kind of file such as contacts", e);
        }
    }

    private static Map<String, DateRange> ranges(Map<String, String> settings) {
        Map<String, DateRange> ranges = new TreeMap<>();
        settings.forEach((key, text) -> {
            if (key.startsWith("range.")) {
                ranges.put(
                        key.substring("range.".length()),
                        DateRange.of(text)
                                .orElseThrow(() -> new IngestException(
                                        "the setting " + key + " is no range such as 2025-01-01..2025-06-30")));
            }
        });
        return ranges;
    }
}
