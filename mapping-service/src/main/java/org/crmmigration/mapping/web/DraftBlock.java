package org.crmmigration.mapping.web;

import java.util.ArrayList;
import java.util.List;

/** Sets one top-level key of a mapping file's text and leaves every other line, comments included, as it is. */
final class DraftBlock {

    private DraftBlock() {}

    /**
     * The text with the block.
     *
     * @param lines the key's line and those below it; empty takes the key away
     */
    static String set(String text, String key, List<String> lines) {
        List<String> kept = lines(text, key, false);
        kept.addAll(lines);
        return kept.isEmpty() ? "{}\n" : String.join("\n", kept) + "\n";
    }

    /** The text with the block of an older one, where it has none of its own. */
    static String keep(String text, String key, String older) {
        List<String> block = lines(older, key, true);
        return block.isEmpty() || !lines(text, key, true).isEmpty() ? text : set(text, key, block);
    }

    /** The lines inside or outside of the block. */
    private static List<String> lines(String text, String key, boolean wanted) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line :
                text.strip().equals("{}") ? List.<String>of() : text.lines().toList()) {
            boolean top = !line.isBlank() && !Character.isWhitespace(line.charAt(0));
            if (top) {
                inside = line.startsWith(key + ":");
            }
            if (inside == wanted) {
                lines.add(line);
            }
        }
        return lines;
    }
}
