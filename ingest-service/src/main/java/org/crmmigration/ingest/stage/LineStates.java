package org.crmmigration.ingest.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states of one file's lines, one byte each. A reason is one of a few sentences, never a text of its own per line. */
final class LineStates {

    private static final int NONE = 0;
    private static final int TAKEN = 1;
    private static final int MOST = 255;

    private final List<Word> words =
            new ArrayList<>(List.of(new Word(RowState.RECORD, ""), new Word(RowState.RECORD, "")));
    private final Map<Word, Integer> codes = new HashMap<>();
    private byte[] lines = new byte[1024];
    private Word last = words.getFirst();
    private int lastCode;

    /** Gives a line its state; answers whether it had none. */
    boolean put(long line, RowState state, String reason) {
        if (last.state() != state || !last.reason().equals(reason) || lastCode == NONE) {
            last = new Word(state, reason);
            lastCode = code(last);
        }
        return set(line, lastCode);
    }

    /** Takes over that some lines have their states already. */
    void taken(byte[] encoded) {
        new LineSet(encoded).each(line -> {
            var _ = set(line, TAKEN);
        });
    }

    /** Hands over each state and reason with its lines; lines that were taken over are left out. */
    void each(Visit visit) {
        LineSet[] sets = new LineSet[words.size()];
        for (int line = 0; line < lines.length; line++) {
            int code = lines[line] & 0xff;
            if (code > TAKEN) {
                LineSet set = sets[code] == null ? new LineSet() : sets[code];
                sets[code] = set;
                set.add(line);
            }
        }
        for (int code = TAKEN + 1; code < sets.length; code++) {
            if (sets[code] != null) {
                visit.of(words.get(code).state(), words.get(code).reason(), sets[code]);
            }
        }
    }

    private boolean set(long line, int code) {
        int at = Math.toIntExact(line);
        if (at >= lines.length) {
            lines = Arrays.copyOf(lines, Math.max(at + 1, lines.length + (lines.length >> 1)));
        }
        boolean free = lines[at] == NONE;
        lines[at] = free ? (byte) code : lines[at];
        return free;
    }

    private int code(Word word) {
        Integer known = codes.get(word);
        if (known != null) {
            return known;
        }
        if (words.size() > MOST && !word.reason().isEmpty()) {
            return code(new Word(word.state(), ""));
        }
        words.add(word);
        codes.put(word, words.size() - 1);
        return words.size() - 1;
    }

    /** Looks at the lines of one state and reason. */
    interface Visit {
        /** Called once per state and reason. */
        void of(RowState state, String reason, LineSet lines);
    }

    private record Word(RowState state, String reason) {}
}
