package org.crmmigration.ingest.file;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When Kartra wrote a file, from its name {@code contacts_kartra_DD-MM-YYYY_<13 hex>.csv}: the first eight of the
 * thirteen hexadecimal digits are Unix seconds. Names whose digits give no plausible time say nothing.
 */
public final class ExportTime {

    private static final Pattern NAME = Pattern.compile("_(\\d{2})-(\\d{2})-(\\d{4})_([0-9a-f]{13})(?![0-9a-f])");
    private static final Instant EARLIEST = Instant.parse("2014-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private ExportTime() {}

    /** The time a file name states. */
    public static Optional<Instant> of(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(matcher.group(4).substring(0, 8), 16));
        return at.isAfter(EARLIEST) && at.isBefore(LATEST) ? Optional.of(at) : Optional.empty();
    }
}
