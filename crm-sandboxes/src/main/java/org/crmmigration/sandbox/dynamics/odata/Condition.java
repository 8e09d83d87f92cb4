package org.crmmigration.sandbox.dynamics.odata;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.crmmigration.sandbox.dynamics.odata.Expression.Match;
import org.crmmigration.sandbox.dynamics.odata.Expression.Operator;
import tools.jackson.databind.JsonNode;

/** Decides whether a row fulfils an expression. Text compares without regard to case, as the vendor's collation does. */
public final class Condition {

    private Condition() {}

    /**
     * Decides.
     *
     * @param row the value of a property, a missing or null node when it has none
     */
    public static boolean holds(Expression expression, Function<String, JsonNode> row) {
        return switch (expression) {
            case Expression.Or(Expression left, Expression right) -> holds(left, row) || holds(right, row);
            case Expression.And(Expression left, Expression right) -> holds(left, row) && holds(right, row);
            case Expression.Not(Expression inner) -> !holds(inner, row);
            case Expression.Comparison(String property, Operator operator, Literal value) ->
                compares(row.apply(property), operator, value);
            case Expression.TextMatch(String property, Match match, String text) ->
                matches(fold(row.apply(property).asString("")), match, fold(text));
            case Expression.In(String property, List<Literal> values, boolean negated) ->
                negated != values.stream().anyMatch(value -> compares(row.apply(property), Operator.EQ, value));
            case Expression.ContainsOptions(String property, List<Literal> values, boolean negated) ->
                negated != containsAny(row.apply(property), values);
        };
    }

    /** Orders two values of one property; null comes first. */
    public static int order(JsonNode left, JsonNode right) {
        if (isNull(left) || isNull(right)) {
            return Boolean.compare(!isNull(left), !isNull(right));
        }
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return fold(left.asString()).compareTo(fold(right.asString()));
    }

    private static boolean compares(JsonNode node, Operator operator, Literal value) {
        if (value.isNull() || isNull(node)) {
            boolean equal = value.isNull() && isNull(node);
            return switch (operator) {
                case EQ -> equal;
                case NE -> !equal;
                case GT, GE, LT, LE -> false;
            };
        }
        int order = order(node, value);
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            case LE -> order <= 0;
        };
    }

    private static int order(JsonNode node, Literal value) {
        return switch (value.kind()) {
            case NUMBER -> number(node).compareTo(new BigDecimal(value.text()));
            case DATE -> instant(node.asString()).compareTo(instant(value.text()));
            case TEXT, GUID, BOOLEAN, NULL -> fold(node.asString()).compareTo(fold(value.text()));
        };
    }

    private static BigDecimal number(JsonNode node) {
        if (!node.isNumber()) {
            throw new ODataSyntax(
                    "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int32'.");
        }
        return node.decimalValue();
    }

    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new ODataSyntax("a date was compared with something else");
        }
    }

    private static boolean matches(String text, Match match, String wanted) {
        return switch (match) {
            case CONTAINS -> text.contains(wanted);
            case STARTSWITH -> text.startsWith(wanted);
            case ENDSWITH -> text.endsWith(wanted);
        };
    }

    private static boolean containsAny(JsonNode node, List<Literal> values) {
        List<String> chosen = List.of(node.asString("").split(",", -1));
        return values.stream().anyMatch(value -> chosen.contains(value.text()));
    }

    private static boolean isNull(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
