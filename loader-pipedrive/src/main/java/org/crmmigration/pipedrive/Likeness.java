package org.crmmigration.pipedrive;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Texts that say the same in other letters. */
final class Likeness {

    private Likeness() {}

    static boolean sameInstant(String wanted, String current) {
        Instant first = instant(wanted);
        Instant second = instant(current);
        if (first == null || second == null) {
            return wanted.equals(current);
        }
        return first.getEpochSecond() == second.getEpochSecond();
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static String minutes(String time) {
        return time.length() > 5 ? time.substring(0, 5) : time;
    }

    static String digits(String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? phone : digits;
    }

    static String plain(String html) {
        return folded(html.replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&"));
    }

    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
