package org.crmmigration.sandbox.dynamics.odata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.sandbox.dynamics.odata.Expression.Match;
import org.crmmigration.sandbox.dynamics.odata.Expression.Operator;

/** Understands {@code $filter}: comparisons, and/or/not, the text functions and the Dataverse query functions for lists. */
public final class FilterParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*('(?:[^']|'')*'|[()\\[\\],=]|[^\\s()\\[\\],=']+)");
    private static final String CRM = "Microsoft.Dynamics.CRM.";

    private final List<String> tokens;
    private final Map<String, String> aliases;
    private int next;

    private FilterParser(List<String> tokens, Map<String, String> aliases) {
        this.tokens = tokens;
        this.aliases = aliases;
    }

    /**
     * Parses a whole condition.
     *
     * @param aliases values of parameter aliases such as {@code @p1}, by name
     */
    public static Expression parse(String text, Map<String, String> aliases) {
        FilterParser parser = new FilterParser(tokens(text), aliases);
        Expression expression = parser.or();
        if (parser.next < parser.tokens.size()) {
            throw new ODataSyntax("unexpected '" + parser.tokens.get(parser.next) + "' in $filter");
        }
        return expression;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.strip());
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (end < text.strip().length()) {
            throw new ODataSyntax("cannot read $filter from position " + end);
        }
        return tokens;
    }

    private Expression or() {
        Expression left = and();
        while (accept("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = unary();
        while (accept("and")) {
            left = new Expression.And(left, unary());
        }
        return left;
    }

    private Expression unary() {
        if (accept("not")) {
            return new Expression.Not(unary());
        }
        if (accept("(")) {
            Expression inner = or();
            expect(")");
            return inner;
        }
        String name = take();
        return accept("(") ? function(name) : comparison(name);
    }

    private Expression comparison(String property) {
        String word = take().toUpperCase(Locale.ROOT);
        for (Operator operator : Operator.values()) {
            if (operator.name().equals(word)) {
                return new Expression.Comparison(property, operator, literal());
            }
        }
        throw new ODataSyntax("no operator is called '" + word + "'");
    }

    private Expression function(String name) {
        for (Match match : Match.values()) {
            if (match.name().toLowerCase(Locale.ROOT).equals(name)) {
                String property = take();
                expect(",");
                Literal text = literal();
                expect(")");
                return new Expression.TextMatch(property, match, text.text());
            }
        }
        if (!name.startsWith(CRM)) {
            throw new ODataSyntax("An unknown function with name '" + name + "' was found.");
        }
        Map<String, List<Literal>> arguments = arguments();
        String property = one(arguments, "PropertyName").text();
        List<Literal> values = arguments.getOrDefault("PropertyValues", List.of());
        return switch (name.substring(CRM.length())) {
            case "In" -> new Expression.In(property, values, false);
            case "NotIn" -> new Expression.In(property, values, true);
            case "ContainValues" -> new Expression.ContainsOptions(property, values, false);
            case "DoesNotContainValues" -> new Expression.ContainsOptions(property, values, true);
            case "OnOrAfter" -> new Expression.Comparison(property, Operator.GE, day(one(arguments, "PropertyValue")));
            default -> throw new ODataSyntax("An unknown function with name '" + name + "' was found.");
        };
    }

    private Map<String, List<Literal>> arguments() {
        Map<String, List<Literal>> arguments = new HashMap<>();
        do {
            String name = take();
            expect("=");
            arguments.put(name, accept("[") ? list() : List.of(literal()));
        } while (accept(","));
        expect(")");
        return arguments;
    }

    private List<Literal> list() {
        List<Literal> values = new ArrayList<>();
        do {
            values.add(literal());
        } while (accept(","));
        expect("]");
        return values;
    }

    private Literal literal() {
        String token = take();
        if (!token.startsWith("@")) {
            return Literal.parse(token);
        }
        String value = aliases.get(token);
        if (value == null) {
            throw new ODataSyntax("no value for the parameter alias " + token);
        }
        return Literal.parse(value.strip());
    }

    private static Literal day(Literal text) {
        return Literal.parse(text.text());
    }

    private static Literal one(Map<String, List<Literal>> arguments, String name) {
        List<Literal> values = arguments.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw new ODataSyntax("the function needs one " + name);
        }
        return values.getFirst();
    }

    private boolean accept(String token) {
        if (next < tokens.size() && tokens.get(next).equals(token)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new ODataSyntax("'" + token + "' expected in $filter");
        }
    }

    private String take() {
        if (next == tokens.size()) {
            throw new ODataSyntax("$filter ends too early");
        }
        return tokens.get(next++);
    }
}
