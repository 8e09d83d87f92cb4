package org.crmmigration.ingest.read;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How many rows of a file were what. Changed by the thread that reads. */
final class RowCounts {

    long physical;
    long headers;
    long blanks;
    long rows;
    long misfits;
    long garbled;

    RowCounts copy() {
        return decode(encode());
    }

    String encode() {
        return Arrays.stream(new long[] {physical, headers, blanks, rows, misfits, garbled})
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    static RowCounts decode(String text) {
        String[] numbers = text.split(" ", -1);
        RowCounts counts = new RowCounts();
        counts.physical = Long.parseLong(numbers[0]);
        counts.headers = Long.parseLong(numbers[1]);
        counts.blanks = Long.parseLong(numbers[2]);
        counts.rows = Long.parseLong(numbers[3]);
        counts.misfits = Long.parseLong(numbers[4]);
        counts.garbled = Long.parseLong(numbers[5]);
        return counts;
    }
}
