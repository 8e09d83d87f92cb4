package org.crmmigration.mapping.tree;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Suggests what a person may have meant. */
public final class Nearest {

    private Nearest() {}

    /** A sentence naming the nearest valid name, or all of them when there are few, or nothing. */
    public static String hint(String wrong, Collection<String> valid) {
        return valid.stream()
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(wrong, name) <= Math.max(2, wrong.length() / 3))
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> valid.size() <= 12
                        ? "; valid are "
                                + String.join(", ", valid.stream().sorted().toList())
                        : "");
    }

    private static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
