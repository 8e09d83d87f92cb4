package org.crmmigration.ingest.read;

/** Text that was decoded wrongly before it was exported: letters that stand for bytes of UTF-8. */
final class Garbled {

    private Garbled() {}

    /** Whether a text shows it: Ã or Â before what no word has behind it, the beginning of a curly quote, a replacement. */
    static boolean in(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '\u00c2') {
                continue;
            }
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            boolean letter =
                    (c == '\u00c2' || c == '\u00c3') && ((next > '\u00a0' && next <= '\u00bf') || next == '\u0178');
            if (c == '\uFFFD' || letter || (c == '\u00e2' && next == '\u20ac')) {
                return true;
            }
        }
        return false;
    }
}
