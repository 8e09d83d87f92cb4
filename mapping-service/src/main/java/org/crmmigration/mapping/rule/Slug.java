package org.crmmigration.mapping.rule;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Short ASCII names for keys, the same in every run. */
public final class Slug {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern LOSSLESS = Pattern.compile("[a-z0-9]+([ _][a-z0-9]+)*");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^_+|_+$");
    private static final int LONGEST = 48;

    private Slug() {}

    /**
     * Lower-case letters, digits and underscores. Where that loses anything but case and single spaces, a
     * checksum of the whole text is added, so that different names keep different slugs.
     */
    public static String of(String name) {
        String folded = name.strip().toLowerCase(Locale.ROOT);
        String plain = EDGES.matcher(OTHER.matcher(withoutMarks(folded)).replaceAll("_"))
                .replaceAll("");
        if (plain.length() <= LONGEST && LOSSLESS.matcher(folded).matches()) {
            return plain;
        }
        String start = plain.substring(0, Math.min(plain.length(), LONGEST));
        return start.isEmpty() ? checksum(folded) : start + "_" + checksum(folded);
    }

    private static String withoutMarks(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
