package org.crmmigration.mapping.propose;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How alike two names are, from 0 to 1: the same for the same names, whatever the order in which they are compared. */
final class Likeness {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NOT_DIGIT = Pattern.compile("\\P{Nd}+");
    /** Words that say where a field comes from, not what it is. */
    private static final Set<String> NOISE =
            Set.of("kartra", "the", "of", "a", "field", "custom", "derived", "from", "transactions");

    private Likeness() {}

    /** With a number where the other has none it may be meant, but a person has to say so. */
    private static final double NUMBERED = 0.55;

    /** The better of shared words and shared letters; another number says that another thing is meant. */
    static double of(String one, String other) {
        Set<String> left = words(one);
        Set<String> right = words(other);
        if (left.isEmpty() || right.isEmpty()) {
            return 0;
        }
        if (left.equals(right)) {
            return 1;
        }
        double alike =
                Math.max(0.95 * shared(left, right), 0.95 * letters(String.join("", left), String.join("", right)));
        return Math.min(alike, mostByNumbers(digits(one), digits(other)));
    }

    private static double mostByNumbers(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        return one.isEmpty() || other.isEmpty() ? NUMBERED : 0;
    }

    private static String digits(String text) {
        return NOT_DIGIT.matcher(text).replaceAll("").replaceFirst("^0+(?=.)", "");
    }

    /** A text without case, marks and punctuation. */
    static String folded(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return NOT_WORD.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    private static Set<String> words(String name) {
        Set<String> all = Arrays.stream(folded(name).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> telling = new TreeSet<>(all);
        telling.removeAll(NOISE);
        return telling.isEmpty() ? all : telling;
    }

    private static double shared(Set<String> left, Set<String> right) {
        Set<String> both = new TreeSet<>(left);
        both.retainAll(right);
        return 2.0 * both.size() / (left.size() + right.size());
    }

    /** One less the edit distance for each letter of the longer. */
    private static double letters(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return 1.0 - (double) row[right.length()] / Math.max(left.length(), right.length());
    }
}
