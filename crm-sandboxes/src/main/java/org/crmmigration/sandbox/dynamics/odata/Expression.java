package org.crmmigration.sandbox.dynamics.odata;

import java.util.List;

/** A condition of {@code $filter}. */
public sealed interface Expression {

    record Or(Expression left, Expression right) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Not(Expression inner) implements Expression {}

    /** A property compared with a constant. */
    record Comparison(String property, Operator operator, Literal value) implements Expression {}

    /** A property that does or does not contain, begin or end with a text. */
    record TextMatch(String property, Match match, String text) implements Expression {}

    /** {@code Microsoft.Dynamics.CRM.In} and its opposite. */
    record In(String property, List<Literal> values, boolean negated) implements Expression {}

    /** {@code Microsoft.Dynamics.CRM.ContainValues} and its opposite, for multi-select columns. */
    record ContainsOptions(String property, List<Literal> values, boolean negated) implements Expression {}

    /** How a comparison compares. */
    enum Operator {
        EQ,
        NE,
        GT,
        GE,
        LT,
        LE
    }

    /** Where the text is looked for. */
    enum Match {
        CONTAINS,
        STARTSWITH,
        ENDSWITH
    }

    /** All properties that the condition names. */
    default List<String> properties() {
        return switch (this) {
            case Or(Expression left, Expression right) -> both(left, right);
            case And(Expression left, Expression right) -> both(left, right);
            case Not(Expression inner) -> inner.properties();
            case Comparison comparison -> List.of(comparison.property());
            case TextMatch text -> List.of(text.property());
            case In in -> List.of(in.property());
            case ContainsOptions options -> List.of(options.property());
        };
    }

    /** The conditions that must all hold. */
    default List<Expression> conjuncts() {
        return switch (this) {
            case And(Expression left, Expression right) -> {
                List<Expression> all = new java.util.ArrayList<>(left.conjuncts());
                all.addAll(right.conjuncts());
                yield all;
            }
            case Or or -> List.of(or);
            case Not not -> List.of(not);
            case Comparison comparison -> List.of(comparison);
            case TextMatch text -> List.of(text);
            case In in -> List.of(in);
            case ContainsOptions options -> List.of(options);
        };
    }

    private static List<String> both(Expression left, Expression right) {
        List<String> all = new java.util.ArrayList<>(left.properties());
        all.addAll(right.properties());
        return all;
    }
}
