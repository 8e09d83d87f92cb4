package org.crmmigration.mapping.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.mapping.tree.Cursor;
import org.crmmigration.mapping.tree.Nearest;

/**
 * Reads conditions such as {@code type is SALE, REBILL and choice.deals_from is not payments or lacks carried_by}.
 * {@code and} binds tighter than {@code or}. A clause is {@code has PATH}, {@code lacks PATH}, {@code PATH is WORD, ..},
 * {@code PATH is not WORD, ..}, {@code PATH is past}, {@code PATH is positive}, {@code PATH contains WORD},
 * {@code PATH does not contain WORD} or {@code flagged FLAG, ..}. An item {@code {cel: ..}} is a formula.
 */
final class ConditionReader {

    private static final Pattern OR = Pattern.compile("\\s+or\\s+");
    private static final Pattern AND = Pattern.compile("\\s+and\\s+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private static final Pattern LACKING = Pattern.compile("(\\S+)\\s+does\\s+not\\s+contain\\s+(.+)");

    private final Names names;

    /**
     * @param names checks what conditions read, and notes problems at the cursor
     */
    ConditionReader(Names names) {
        this.names = names;
    }

    /** The condition; absent means always, a list means all of them. */
    Condition read(Cursor cursor) {
        if (cursor.isBranch()) {
            return formula(cursor);
        }
        return Condition.all(cursor.items().stream()
                .map(item -> item.isBranch() ? formula(item) : alternatives(item))
                .toList());
    }

    private Condition formula(Cursor cursor) {
        cursor.only(Grammar.FORMULA.names());
        return names.formulas()
                .condition(cursor.child("cel"))
                .<Condition>map(Condition.Computed::new)
                .orElse(Condition.ALWAYS);
    }

    private Condition alternatives(Cursor cursor) {
        String text = cursor.text().strip();
        return Condition.any(Arrays.stream(OR.split(text))
                .map(part -> Condition.all(Arrays.stream(AND.split(part))
                        .map(clause -> clause(cursor, clause))
                        .toList()))
                .toList());
    }

    private Condition clause(Cursor cursor, String text) {
        String[] words = SPACE.split(text.strip(), 3);
        if (words.length == 2 && words[0].equals("has")) {
            return new Condition.Has(names.path(cursor, words[1]));
        }
        if (words.length == 2 && words[0].equals("lacks")) {
            return new Condition.Not(new Condition.Has(names.path(cursor, words[1])));
        }
        if (words[0].equals("flagged") && words.length > 1) {
            return new Condition.Flagged(flags(cursor, list(text.strip().substring("flagged".length()))));
        }
        Matcher lacking = LACKING.matcher(text.strip());
        if (lacking.matches()) {
            return new Condition.Not(new Condition.Contains(
                    names.path(cursor, lacking.group(1)), lacking.group(2).toLowerCase(Locale.ROOT)));
        }
        if (words.length == 3 && words[1].equals("contains")) {
            return new Condition.Contains(names.path(cursor, words[0]), words[2].toLowerCase(Locale.ROOT));
        }
        if (words.length == 3 && words[1].equals("is")) {
            return is(cursor, names.path(cursor, words[0]), words[2]);
        }
        cursor.wrong("'" + text + "' is no condition; write 'has X', 'lacks X', 'X is A, B', 'X is not A', "
                + "'X is past', 'X is positive', 'X contains A', 'X does not contain A' or 'flagged A'");
        return Condition.ALWAYS;
    }

    private static Set<String> flags(Cursor cursor, List<String> flags) {
        flags.stream()
                .filter(flag -> !Grammar.FLAGS.contains(flag))
                .forEach(flag ->
                        cursor.wrong("no record is flagged '" + flag + "'" + Nearest.hint(flag, Grammar.FLAGS)));
        return Set.copyOf(flags);
    }

    private Condition is(Cursor cursor, Path path, String words) {
        if (words.startsWith("not ")) {
            return Condition.not(is(cursor, path, words.substring(4)));
        }
        return switch (words) {
            case "past" -> new Condition.IsPast(path);
            case "positive" -> new Condition.IsPositive(path);
            default -> {
                names.checkChosen(cursor, path, list(words));
                yield decided(new Condition.Is(path, Condition.folded(list(words))));
            }
        };
    }

    /** What the choices say now they say of every record. */
    private Condition decided(Condition.Is is) {
        if (is.path() instanceof Path.Choice(String name)) {
            return is.words().contains(names.chosen().of(name).toLowerCase(Locale.ROOT))
                    ? Condition.ALWAYS
                    : Condition.NEVER;
        }
        return is;
    }

    private static List<String> list(String words) {
        return List.of(COMMA.split(words.strip()));
    }
}
