package org.crmmigration.mapping.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.mapping.tree.Cursor;
import org.crmmigration.mapping.tree.Tree;
import org.crmmigration.messaging.value.Value;

/**
 * Reads expressions. A text is the name of a source field, or a template when it holds <code>{..}</code>; a mapping has
 * exactly one of {@link Grammar#HEADS} and any modifiers, applied in the order map, then, prefix, max, when.
 */
final class ExpressionReader {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

    /** One character and the ellipsis that shows the cut. */
    private static final int SHORTEST = 2;

    private final Names names;

    ExpressionReader(Names names) {
        this.names = names;
    }

    /** Whether a mapping is an expression of its own, which replaces the one it is laid over. */
    static boolean isExpression(Tree.Branch branch) {
        return Grammar.HEADS.stream().anyMatch(branch.children()::containsKey);
    }

    Expression read(Cursor cursor) {
        if (!cursor.isBranch()) {
            return text(cursor);
        }
        cursor.only(Grammar.EXPRESSION.names());
        List<String> heads = Grammar.HEADS.stream()
                .filter(head -> cursor.child(head).present())
                .toList();
        if (heads.size() != 1) {
            cursor.wrong("say exactly one of " + String.join(", ", Grammar.HEADS));
            return new Expression.Constant(Value.NOTHING);
        }
        return modified(cursor, head(cursor, heads.getFirst()));
    }

    Template template(Cursor cursor) {
        String text = cursor.text();
        List<String> literals = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        Matcher matcher = PLACE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literals.add(text.substring(from, matcher.start()));
            paths.add(names.path(cursor, matcher.group(1).strip()));
            from = matcher.end();
        }
        literals.add(text.substring(from));
        if (literals.stream().anyMatch(literal -> literal.contains("{") || literal.contains("}"))) {
            cursor.wrong("a place for a value is written {field}; here a brace stands alone");
        }
        return new Template(literals, paths);
    }

    private Expression text(Cursor cursor) {
        String text = cursor.text();
        return text.indexOf('{') >= 0
                ? new Expression.Filled(template(cursor))
                : new Expression.From(names.path(cursor, text));
    }

    private Expression head(Cursor cursor, String head) {
        Cursor at = cursor.child(head);
        return switch (head) {
            case "from" -> new Expression.From(names.path(at, at.text()));
            case "constant" -> new Expression.Constant(constant(at.text()));
            case "template" -> new Expression.Filled(template(at));
            case "lines" ->
                new Expression.Lines(at.items().stream().map(this::template).toList());
            case "first" -> new Expression.First(each(at));
            case "all" -> new Expression.Together(each(at));
            case "join" -> new Expression.Joined(each(at), cursor.child("with").text(" "));
            case "sum" -> new Expression.Sum(each(at));
            case "cel" -> computed(cursor, at);
            default -> reference(cursor);
        };
    }

    private List<Expression> each(Cursor cursor) {
        return cursor.items().stream().map(this::read).toList();
    }

    private Expression reference(Cursor cursor) {
        Cursor type = cursor.child("reference");
        String objectType = names.objectType(type);
        Cursor once = cursor.child("once");
        if (once.present()) {
            Cursor item = cursor.child("item");
            return new Expression.ToOnce(names.once(once, objectType), item.present() ? read(item) : null);
        }
        Cursor group = cursor.child("group");
        if (group.present()) {
            return names.group(group, objectType)
                    .map(rule -> grouped(objectType, rule))
                    .orElseGet(() -> new Expression.Constant(Value.NOTHING));
        }
        Cursor to = cursor.child("to");
        String role = to.text();
        Path key = role.equals("self") ? new Path.RecordKey() : names.path(to, "ref." + role);
        Cursor item = cursor.child("item");
        return new Expression.To(objectType, key, item.present() ? names.path(item, item.text()) : null);
    }

    private Expression grouped(String objectType, Names.GroupRule group) {
        return new Expression.ToGroup(
                objectType,
                group.name(),
                names.condition(group.rule().child("when")),
                read(group.rule().child("group")));
    }

    private Expression computed(Cursor cursor, Cursor cel) {
        Cursor currency = cursor.child("currency");
        Path of = currency.present() ? names.path(currency, currency.text()) : null;
        return names.formulas()
                .value(cel)
                .<Expression>map(formula -> new Expression.Computed(formula, of))
                .orElseGet(() -> new Expression.Constant(Value.NOTHING));
    }

    private Expression modified(Cursor cursor, Expression plain) {
        Expression expression = plain;
        if (cursor.child("map").present()) {
            Cursor otherwise = cursor.child("otherwise");
            expression = new Expression.Translated(
                    expression, table(cursor.child("map")), otherwise.present() ? otherwise.text() : null);
        }
        for (Cursor step : cursor.child("then").items()) {
            expression = new Expression.Then(
                    expression, Transform.of(step.oneOf(Transform.words(), Transform.ONE_LINE.word())));
        }
        if (cursor.child("prefix").present()) {
            expression = new Expression.Prefixed(expression, template(cursor.child("prefix")));
        }
        if (cursor.child("max").present()) {
            expression = new Expression.Cut(expression, max(cursor.child("max")));
        }
        Condition when = names.condition(cursor.child("when"));
        return when.equals(Condition.ALWAYS) ? expression : new Expression.When(when, expression);
    }

    private static int max(Cursor cursor) {
        int max = cursor.number(SHORTEST);
        if (max < SHORTEST) {
            cursor.wrong("a text can be cut to " + SHORTEST + " characters or more");
        }
        return Math.max(max, SHORTEST);
    }

    private static Map<String, String> table(Cursor cursor) {
        Map<String, String> table = new LinkedHashMap<>();
        cursor.each((from, to) -> table.put(from.toLowerCase(Locale.ROOT), to.text()));
        return table;
    }

    private static Value constant(String text) {
        return switch (Choices.spelled(text)) {
            case "yes" -> new Value.Flag(true);
            case "no" -> new Value.Flag(false);
            case String s when s.matches("-?\\d{1,18}") -> new Value.Whole(Long.parseLong(s));
            default -> new Value.Text(text);
        };
    }
}
