package org.crmmigration.ingest.normal;

/** How many cells of a column have which trait, in a form that is kept with the file. */
final class ColumnCounts {

    /** What is counted; the numbers are places in the kept form. */
    enum Trait {
        FILLED(0),
        LONGEST(1),
        DAY_FIRST(2),
        MONTH_FIRST(3),
        EITHER_ORDER(4),
        COMMA_DECIMAL(5),
        DOT_DECIMAL(6),
        SEMICOLON(7),
        BAR(8),
        LINE_BREAK(9),
        WHOLE(10),
        DECIMAL(11),
        DAY(12),
        YES_NO(13),
        EMAIL(14),
        URL(15),
        ZONED(16);

        private final int place;

        Trait(int place) {
            this.place = place;
        }
    }

    private final long[] counts = new long[Trait.values().length];

    void count(Trait trait) {
        counts[trait.place]++;
    }

    long of(Trait trait) {
        return counts[trait.place];
    }

    /** Notes the length of a cell. */
    void longest(int length) {
        counts[Trait.LONGEST.place] = Math.max(counts[Trait.LONGEST.place], length);
    }

    void add(ColumnCounts other) {
        long longest = Math.max(of(Trait.LONGEST), other.of(Trait.LONGEST));
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        counts[Trait.LONGEST.place] = longest;
    }

    String encode() {
        StringBuilder out = new StringBuilder();
        for (long count : counts) {
            out.append(count).append(' ');
        }
        return out.toString();
    }

    static ColumnCounts decode(String text) {
        ColumnCounts read = new ColumnCounts();
        int from = 0;
        for (int i = 0; i < read.counts.length; i++) {
            int end = text.indexOf(' ', from);
            read.counts[i] = Long.parseLong(text.substring(from, end));
            from = end + 1;
        }
        return read;
    }
}
