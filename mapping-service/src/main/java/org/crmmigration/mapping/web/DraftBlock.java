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
        List<String> kept = new ArrayList<>();
        boolean inside = false;
        for (String line :
                text.strip().equals("{}") ? List.<String>of() : text.lines().toList()) {
            boolean top = !line.isBlank() && !Character.isWhitespace(line.charAt(0));
            if (top) {
                inside = line.startsWith(key + ":");
            }
            if (!inside) {
                kept.add(line);
            }
        }
        kept.addAll(lines);
        return kept.isEmpty() ? "{}\n" : String.join("\n", kept) + "\n";
    }
}
