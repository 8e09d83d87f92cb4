package org.crmmigration.mapping.rule;

import dev.cel.common.CelIssue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.mapping.tree.Nearest;

/** Says what is wrong with a formula: where, and what was probably meant. */
final class FormulaProblems {

    /** What an operator takes would fill a screen. */
    private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*\\)$");

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'");
    private static final Pattern DOTTED = Pattern.compile("\\w+(\\.\\w+)*");

    /** Those people reach for; only to guess what was meant. */
    private static final Set<String> FUNCTIONS = Set.of(
            "size",
            "string",
            "int",
            "double",
            "timestamp",
            "duration",
            "has",
            "given",
            "matches",
            "contains",
            "startsWith",
            "endsWith",
            "trim",
            "lowerAscii",
            "upperAscii",
            "replace",
            "split",
            "join",
            "substring",
            "indexOf",
            "charAt");

    private final String text;
    private final Set<String> names;

    /**
     * Of one formula.
     *
     * @param names what it may name
     */
    FormulaProblems(String text, Set<String> names) {
        this.text = text;
        this.names = names;
    }

    String sentence(CelIssue issue) {
        String at = "column " + (issue.getSourceLocation().getColumn() + 1) + ": ";
        String message = CANDIDATES.matcher(issue.getMessage()).replaceFirst("");
        if (message.contains("'<EOF>'")) {
            return at + "the formula ends before it is complete";
        }
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.find()) {
            return at + undeclared(undeclared.group(1), issue);
        }
        boolean overload = message.contains("no matching overload");
        return at
                + message
                + (overload ? "; numbers of two kinds do not mix: write 2.0 beside amounts, or double(x)" : "");
    }

    /** Names with dots are variables as a whole here, where the library complains of their first part. */
    private String undeclared(String first, CelIssue issue) {
        String line = text.lines()
                .skip(issue.getSourceLocation().getLine() - 1L)
                .findFirst()
                .orElse("");
        String rest = line.substring(Math.min(issue.getSourceLocation().getColumn(), line.length()));
        if (rest.startsWith("(")) {
            return "there is no function '" + first + "'" + Nearest.hint(first, FUNCTIONS);
        }
        Matcher whole = DOTTED.matcher(rest);
        String name = whole.lookingAt() ? whole.group() : first;
        return "undeclared reference to '" + name + "'" + Nearest.hint(name, names);
    }
}
