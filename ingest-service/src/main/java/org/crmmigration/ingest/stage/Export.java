package org.crmmigration.ingest.stage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of files handed in together.
 *
 * @param seq counted from 1 in its migration; the generation it leads to has the same number unless one was rejected
 * @param id for example {@code export-1}
 * @param records how many records of a kind the generation holds, by the kind's word, once it is published
 */
public record Export(
        long seq,
        String id,
        State state,
        List<Path> paths,
        Map<String, String> settings,
        String message,
        long rowsRead,
        long published,
        Map<String, Long> records,
        Instant began) {

    /** How far an export is. */
    public enum State {
        /** Files are being read and folded. */
        READING,
        /** Records are being published. */
        PUBLISHING,
        /** The generation is complete. */
        COMPLETED,
        /** None of its files could be used. */
        REJECTED
    }

    /** Whether nothing more will happen. */
    public boolean ended() {
        return state == State.COMPLETED || state == State.REJECTED;
    }

    static Export of(Sql.Rows row) {
        Map<String, Long> records = new LinkedHashMap<>();
        map(row.text(9)).forEach((kind, count) -> records.put(kind, Long.valueOf(count)));
        return new Export(
                row.number(1),
                row.text(2),
                State.valueOf(row.text(3)),
                Lines.split(row.text(4)).stream().map(Path::of).toList(),
                map(row.text(5)),
                row.text(6),
                row.number(7),
                row.number(8),
                records,
                Instant.ofEpochMilli(row.number(10)));
    }

    static String text(Map<String, String> map) {
        return Lines.join(map.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .toList());
    }

    private static Map<String, String> map(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String entry : Lines.split(text)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                map.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return map;
    }
}
