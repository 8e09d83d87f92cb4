package org.crmmigration.sandbox.dynamics.odata;

import java.util.ArrayList;
import java.util.List;

/** Splits text at a character that is neither inside quotes nor inside parentheses or brackets. */
public final class Quoted {

    private Quoted() {}

    public static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            } else if (c == at && !quoted && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        if (quoted || depth != 0) {
            throw new ODataSyntax("unbalanced quotes or parentheses");
        }
        parts.add(text.substring(from));
        return parts;
    }
}
