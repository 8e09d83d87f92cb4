package org.crmmigration.ingest.fold;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.jspecify.annotations.Nullable;

/** Cells that are read when somebody looks at them, by the worker that does, and made texts one by one. */
final class LazyCells extends AbstractList<String> {

    private static final byte[] NONE = {};
    private static final byte DELETE = 0x7f;
    private static final int LEADS = 2;

    private final Payloads file;
    private final Place place;
    private byte[] bytes = NONE;
    private int[] ends = new int[0];
    private @Nullable String[] texts = new String[0];

    private LazyCells(Payloads file, Place place) {
        this.file = file;
        this.place = place;
    }

    /** The cells of a contact or transaction as they were staged. */
    static LazyCells staged(Payloads file, Place place) {
        return new LazyCells(file, place);
    }

    /** The id that stands before them. */
    String key() {
        return text(0);
    }

    /** The key of the e-mail address that stands before them. */
    String mail() {
        return text(1);
    }

    @Override
    public String get(int index) {
        return text(index + LEADS);
    }

    private String text(int index) {
        int end = ends()[index];
        String known = texts[index];
        if (known == null) {
            int from = index == 0 ? 0 : ends[index - 1] + 1;
            known = end == from ? "" : new String(bytes, from, end - from, StandardCharsets.UTF_8);
            texts[index] = known;
        }
        return known;
    }

    @Override
    public int size() {
        return ends().length - LEADS;
    }

    /** The first cell from a place on that begins as a formula does or holds control characters, -1 when none does. */
    int maybeOdd(int from) {
        int[] known = ends();
        for (int i = from + LEADS; i < known.length; i++) {
            if (maybeOdd(i == 0 ? 0 : known[i - 1] + 1, known[i])) {
                return i - LEADS;
            }
        }
        return -1;
    }

    private boolean maybeOdd(int from, int end) {
        if (from == end) {
            return false;
        }
        byte first = bytes[from];
        boolean odd = first == '=' || first == '@' || first == '+' || first == '-';
        for (int i = from; i < end && !odd; i++) {
            odd = (bytes[i] >= 0 && bytes[i] < ' ') || bytes[i] == DELETE;
        }
        return odd;
    }

    private int[] ends() {
        if (bytes.length == 0) {
            bytes = file.read(place);
            int[] found = new int[64];
            int many = 0;
            for (int i = 0; i <= bytes.length; i++) {
                if (i == bytes.length || bytes[i] == Lines.SEPARATOR) {
                    if (many == found.length) {
                        found = Arrays.copyOf(found, many * 2);
                    }
                    found[many++] = i;
                }
            }
            ends = Arrays.copyOf(found, many);
            texts = new String[many];
        }
        return ends;
    }
}
