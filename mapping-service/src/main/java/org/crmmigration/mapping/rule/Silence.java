package org.crmmigration.mapping.rule;

import java.util.List;

/**
 * Whether evaluating an expression tells {@link Notes} nothing: no formula can fail in it, and it leads to no object that
 * exists once for each text. Whoever needs only what is told need not evaluate it.
 */
public final class Silence {

    private Silence() {}

    /** Whether nothing is told. */
    public static boolean of(Expression expression) {
        return switch (expression) {
            case Expression.From _ -> true;
            case Expression.Constant _ -> true;
            case Expression.Filled _ -> true;
            case Expression.Lines _ -> true;
            case Expression.To _ -> true;
            case Expression.ToOnce _ -> false;
            case Expression.ToGroup _ -> false;
            case Expression.Computed _ -> false;
            case Expression.First first -> all(first.expressions());
            case Expression.Together together -> all(together.expressions());
            case Expression.Joined joined -> all(joined.expressions());
            case Expression.Sum sum -> all(sum.expressions());
            case Expression.When when -> of(when.condition()) && of(when.expression());
            case Expression.Translated translated -> of(translated.expression());
            case Expression.Then then -> of(then.expression());
            case Expression.Prefixed prefixed -> of(prefixed.expression());
            case Expression.Cut cut -> of(cut.expression());
        };
    }

    private static boolean all(List<Expression> expressions) {
        return expressions.stream().allMatch(Silence::of);
    }

    private static boolean of(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all.conditions().stream().allMatch(Silence::of);
            case Condition.Any any -> any.conditions().stream().allMatch(Silence::of);
            case Condition.Not not -> of(not.condition());
            case Condition.Computed _ -> false;
            case Condition.Has _ -> true;
            case Condition.Is _ -> true;
            case Condition.Contains _ -> true;
            case Condition.IsPast _ -> true;
            case Condition.IsPositive _ -> true;
            case Condition.Flagged _ -> true;
        };
    }
}
