package org.crmmigration.mapping.plan;

import java.util.Arrays;

/** Counts different numbers up to a bound, in four bytes for each place: there is one for each field of an export. */
final class Distinct {

    private static final int FREE = 0;

    private final int most;
    private int[] places = new int[16];
    private int size;
    private boolean repeated;

    /** Counts to here and no further. */
    Distinct(int most) {
        this.most = most;
    }

    void add(int number) {
        if (size >= most) {
            return;
        }
        int known = number == FREE ? 1 : number;
        int place = place(places, known);
        if (places[place] == known) {
            repeated = true;
            return;
        }
        places[place] = known;
        size++;
        if (4 * size > 3 * places.length) {
            grow();
        }
    }

    /** How many different ones there were. */
    int size() {
        return size;
    }

    /** Whether one came again before the bound was reached. */
    boolean isRepeated() {
        return repeated;
    }

    private void grow() {
        int[] larger = new int[2 * places.length];
        Arrays.stream(places)
                .filter(number -> number != FREE)
                .forEach(number -> larger[place(larger, number)] = number);
        places = larger;
    }

    /** Where a number is, or would be. */
    private static int place(int[] places, int number) {
        int place = (number * 0x9E3779B9) >>> (32 - Integer.numberOfTrailingZeros(places.length));
        while (places[place] != FREE && places[place] != number) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }
}
