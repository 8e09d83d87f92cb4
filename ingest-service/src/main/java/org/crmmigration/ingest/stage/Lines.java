package org.crmmigration.ingest.stage;

import java.util.ArrayList;
import java.util.List;

/** Several texts in one column of the staging file, separated by a character that no text holds. */
public final class Lines {

    /** What stands between texts. */
    public static final char SEPARATOR = '\u001f';

    private static final String BETWEEN = Character.toString(SEPARATOR);

    private Lines() {}

    /** Joins; a text's own separators become blanks. */
    public static String join(List<String> texts) {
        for (String text : texts) {
            if (text.indexOf(SEPARATOR) >= 0) {
                return join(
                        texts.stream().map(some -> some.replace(SEPARATOR, ' ')).toList());
            }
        }
        return String.join(BETWEEN, texts);
    }

    /** Splits what was joined. */
    public static List<String> split(String joined) {
        List<String> texts = new ArrayList<>();
        int from = 0;
        for (int at = joined.indexOf(SEPARATOR); at >= 0; at = joined.indexOf(SEPARATOR, from)) {
            texts.add(joined.substring(from, at));
            from = at + 1;
        }
        texts.add(joined.substring(from));
        return texts;
    }
}
