package org.crmmigration.ingest.normal;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time zones as exports write them: IANA ids, labels of Windows, {@code (GMT-05:00) Eastern Time}. */
public final class TimeZones {

    private static final Pattern OFFSET =
            Pattern.compile("\\(?(?:GMT|UTC)?\\s*([+\\-\u2212])(\\d{1,2})(?::?(\\d{2}))?\\)?(?:\\s+(.*))?");
    /** What labels of lists begin with, in lower case, the longer first where one begins with the other. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("eastern", "America/New_York"),
            Map.entry("us eastern", "America/New_York"),
            Map.entry("est", "America/New_York"),
            Map.entry("edt", "America/New_York"),
            Map.entry("central", "America/Chicago"),
            Map.entry("central europe", "Europe/Budapest"),
            Map.entry("central european", "Europe/Warsaw"),
            Map.entry("central america", "America/Guatemala"),
            Map.entry("mountain", "America/Denver"),
            Map.entry("us mountain", "America/Phoenix"),
            Map.entry("arizona", "America/Phoenix"),
            Map.entry("pacific", "America/Los_Angeles"),
            Map.entry("atlantic", "America/Halifax"),
            Map.entry("newfoundland", "America/St_Johns"),
            Map.entry("alaska", "America/Anchorage"),
            Map.entry("hawaii", "Pacific/Honolulu"),
            Map.entry("gmt", "Europe/London"),
            Map.entry("dublin", "Europe/London"),
            Map.entry("london", "Europe/London"),
            Map.entry("greenwich", "Europe/London"),
            Map.entry("w. europe", "Europe/Berlin"),
            Map.entry("amsterdam", "Europe/Berlin"),
            Map.entry("berlin", "Europe/Berlin"),
            Map.entry("romance", "Europe/Paris"),
            Map.entry("brussels", "Europe/Paris"),
            Map.entry("paris", "Europe/Paris"),
            Map.entry("madrid", "Europe/Madrid"),
            Map.entry("rome", "Europe/Rome"),
            Map.entry("e. europe", "Europe/Chisinau"),
            Map.entry("gtb", "Europe/Bucharest"),
            Map.entry("athens", "Europe/Athens"),
            Map.entry("fle", "Europe/Kiev"),
            Map.entry("turkey", "Europe/Istanbul"),
            Map.entry("istanbul", "Europe/Istanbul"),
            Map.entry("russian", "Europe/Moscow"),
            Map.entry("moscow", "Europe/Moscow"),
            Map.entry("israel", "Asia/Jerusalem"),
            Map.entry("jerusalem", "Asia/Jerusalem"),
            Map.entry("arabian", "Asia/Dubai"),
            Map.entry("abu dhabi", "Asia/Dubai"),
            Map.entry("india", "Asia/Kolkata"),
            Map.entry("chennai", "Asia/Kolkata"),
            Map.entry("singapore", "Asia/Singapore"),
            Map.entry("china", "Asia/Shanghai"),
            Map.entry("beijing", "Asia/Shanghai"),
            Map.entry("tokyo", "Asia/Tokyo"),
            Map.entry("korea", "Asia/Seoul"),
            Map.entry("seoul", "Asia/Seoul"),
            Map.entry("w. australia", "Australia/Perth"),
            Map.entry("perth", "Australia/Perth"),
            Map.entry("e. australia", "Australia/Brisbane"),
            Map.entry("brisbane", "Australia/Brisbane"),
            Map.entry("aus eastern", "Australia/Sydney"),
            Map.entry("sydney", "Australia/Sydney"),
            Map.entry("canberra", "Australia/Sydney"),
            Map.entry("cen. australia", "Australia/Adelaide"),
            Map.entry("new zealand", "Pacific/Auckland"),
            Map.entry("auckland", "Pacific/Auckland"),
            Map.entry("south africa", "Africa/Johannesburg"),
            Map.entry("e. south america", "America/Sao_Paulo"),
            Map.entry("brasilia", "America/Sao_Paulo"));

    private static final Recent<Optional<ZoneId>> RECENT = new Recent<>(TimeZones::read);

    private TimeZones() {}

    /** The zone a text names; an offset where it states nothing else that is known. */
    public static Optional<ZoneId> of(String text) {
        return RECENT.of(text);
    }

    private static Optional<ZoneId> read(String text) {
        String name = text.strip();
        if (name.equalsIgnoreCase("UTC") || name.equalsIgnoreCase("Z")) {
            return Optional.of(ZoneId.of("UTC"));
        }
        return iana(name).or(() -> label(name)).or(() -> offset(name));
    }

    private static Optional<ZoneId> iana(String name) {
        try {
            return name.indexOf('/') > 0 ? Optional.of(ZoneId.of(name.replace(' ', '_'))) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> label(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String best = "";
        for (String label : LABELS.keySet()) {
            boolean whole = lower.length() == label.length()
                    || (lower.length() > label.length() && !Character.isLetter(lower.charAt(label.length())));
            if (lower.startsWith(label) && whole && label.length() > best.length()) {
                best = label;
            }
        }
        // "GMT+02:00" says an offset, "GMT Standard Time" says Britain.
        boolean stated = best.equals("gmt") && !lower.matches("gmt(?: standard time)?");
        return best.isEmpty() || stated ? Optional.empty() : Optional.of(ZoneId.of(LABELS.getOrDefault(best, "UTC")));
    }

    private static Optional<ZoneId> offset(String name) {
        Matcher matcher = OFFSET.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(4);
        Optional<ZoneId> named = rest == null ? Optional.empty() : iana(rest).or(() -> label(rest));
        int minutes = Integer.parseInt(matcher.group(2)) * 60
                + (matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
        try {
            int seconds = (matcher.group(1).equals("+") ? 60 : -60) * minutes;
            ZoneId offset = ZoneOffset.ofTotalSeconds(seconds);
            return Optional.of(named.orElse(offset));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
