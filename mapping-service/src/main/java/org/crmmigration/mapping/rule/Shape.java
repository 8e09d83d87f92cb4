package org.crmmigration.mapping.rule;

import java.util.List;

/** What a key of a mapping file may hold. */
sealed interface Shape {

    /** A text, number, or yes and no. */
    record Scalar() implements Shape {}

    /** A text. */
    record Text() implements Shape {}

    /** A whole number. */
    record WholeNumber() implements Shape {}

    /** Yes or no. */
    record YesNo() implements Shape {}

    /** One of these words. */
    record Words(List<String> words) implements Shape {}

    /** A bare field, a template, or a mapping with the keys of {@link Grammar#EXPRESSION}. */
    record AnyExpression() implements Shape {}

    /** A sentence of {@link ConditionReader}, a formula, or a list of them. */
    record AnyCondition() implements Shape {}

    /** A list; a lone item may stand for a list of one. */
    record ListOf(Shape item) implements Shape {}

    /** A mapping whose keys are the file's own names; {@code ~} takes one away. */
    record MapOf(Shape value) implements Shape {}

    /** A mapping with known keys. */
    record Known(Grammar.Level level) implements Shape {}

    Shape SCALAR = new Scalar();
    Shape TEXT = new Text();
    Shape NUMBER = new WholeNumber();
    Shape YES_NO = new YesNo();
    Shape EXPRESSION = new AnyExpression();
    Shape CONDITION = new AnyCondition();

    static Shape words(List<String> words) {
        return new Words(words);
    }

    static Shape listOf(Shape item) {
        return new ListOf(item);
    }

    static Shape mapOf(Shape value) {
        return new MapOf(value);
    }

    static Shape level(Grammar.Level level) {
        return new Known(level);
    }
}
