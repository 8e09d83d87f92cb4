package org.crmmigration.ingest.read;

/** Text that was decoded wrongly before it was exported: letters that stand for bytes of UTF-8. */
final class Garbled {

    private Garbled() {}

    /** Whether a text shows it. */
    static boolean in(String text) {
        return text.indexOf('\uFFFD') >= 0
                || text.contains("\u00e2\u20ac")
                || text.contains("\u00c3\u00a9")
                || text.contains("\u00c3\u00bc")
                || text.contains("\u00c3\u00b6")
                || text.contains("\u00c3\u00a1")
                || text.contains("\u00c3\u00b1");
    }
}
