package org.crmmigration.ingest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "timeZone",
            "currency",
            "region",
            "dateOrder",
            "includeDeleted",
            "partial",
            "strict",
            "expectedContacts",
            "staleAfterMonths",
            "kartraAccount"));

    private static final String DEFAULT_ZONE = "America/New_York";
    private static final String DEFAULT_STALE = "24";

    /**
     * Reads settings; those of the export win.
     *
     * @throws IngestException naming the setting that cannot be read
     */
    public static ExportSettings of(Map<String, String> migration, Map<String, String> export) {
        export.keySet().forEach(ExportSettings::known);
        Map<String, String> all = new HashMap<>(migration);
        all.putAll(export);
        String zone = all.getOrDefault("timeZone", "");
        try {
            return new ExportSettings(
                    ZoneId.of(zone.isBlank() ? DEFAULT_ZONE : zone),
                    !zone.isBlank(),
                    letters(all, "currency", "", 3).filter(code -> !code.isEmpty()),
                    letters(all, "region", "US", 2).orElseThrow(),
                    order(all.getOrDefault("dateOrder", "")),
                    yes(all, "includeDeleted"),
                    yes(all, "partial"),
                    yes(all, "strict"),
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

    /** A mistyped setting would be silently without effect. */
    private static void known(String key) {
        if (!KEYS.contains(key) && !key.startsWith("kind.") && !key.startsWith("range.")) {
            throw new IngestException("there is no setting " + key + "; there are " + String.join(", ", KEYS)
                    + ", kind.<file> and range.<file>");
        }
    }

    private static boolean yes(Map<String, String> settings, String key) {
        return switch (settings.getOrDefault(key, "false").strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IngestException("the setting " + key + " is neither true nor false");
        };
    }

    private static Optional<String> letters(Map<String, String> settings, String key, String otherwise, int many) {
        String word = settings.getOrDefault(key, otherwise).strip().toUpperCase(Locale.ROOT);
        if (!word.isEmpty() && !word.matches("[A-Z]{" + many + "}")) {
            throw new IngestException("the setting " + key + " has " + many + " letters");
        }
        return Optional.of(word.isEmpty() ? otherwise : word);
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
