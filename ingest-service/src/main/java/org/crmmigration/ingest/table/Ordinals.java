package org.crmmigration.ingest.table;

import java.util.Arrays;

/** Numbers of rows, gathered and put in an order: four bytes of memory each, eight while they are sorted. */
public final class Ordinals {

    private static final int RUN = 16;

    private int[] rows = new int[1024];
    private int count;

    /** Adds a row. */
    public void add(int row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count + (count >> 1));
        }
        rows[count++] = row;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The row at a place. */
    public int at(int place) {
        return rows[place];
    }

    /** Puts the rows in order; equal ones stay as they were. */
    public void sort(Order order) {
        for (int from = 0; from < count; from += RUN) {
            insert(from, Math.min(from + RUN, count), order);
        }
        int[] aside = new int[Math.max(RUN, Integer.highestOneBit(Math.max(1, count - 1)))];
        for (long run = RUN; run < count; run *= 2) {
            for (long from = 0; from + run < count; from += 2 * run) {
                int end = (int) Math.min(from + 2 * run, count);
                merge((int) from, (int) (from + run), end, aside, order);
            }
        }
    }

    private void insert(int from, int to, Order order) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int place = i;
            while (place > from && order.compare(rows[place - 1], row) > 0) {
                rows[place] = rows[place - 1];
                place--;
            }
            rows[place] = row;
        }
    }

    /** Merges two runs beside each other; the first is set aside unless they are in order already. */
    private void merge(int from, int middle, int end, int[] aside, Order order) {
        if (order.compare(rows[middle - 1], rows[middle]) <= 0) {
            return;
        }
        System.arraycopy(rows, from, aside, 0, middle - from);
        int left = 0;
        int right = middle;
        int place = from;
        while (left < middle - from) {
            boolean take = right < end && order.compare(aside[left], rows[right]) > 0;
            rows[place++] = take ? rows[right++] : aside[left++];
        }
    }

    /** Which of two rows comes first. */
    public interface Order {
        /** Below 0 when the first one does, above 0 when the second does. */
        int compare(int one, int other);
    }
}
