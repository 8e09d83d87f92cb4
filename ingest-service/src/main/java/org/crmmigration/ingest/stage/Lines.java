package org.crmmigration.ingest.stage;

import java.util.ArrayList;
import java.util.List;

/** Several texts in one column of the staging file, separated by a character that no text holds. */
public final class Lines {

    /** What stands between texts. */
    public static final char SEPARATOR = '\u001f';

    private Lines() {}

    /** Joins; a text's own separators become blanks. */
    public static String join(List<String> texts) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                out.append(SEPARATOR);
            }
            String text = texts.get(i);
            out.append(text.indexOf(SEPARATOR) < 0 ? text : text.replace(SEPARATOR, ' '));
        }
        return out.toString();
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
