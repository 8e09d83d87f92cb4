package org.crmmigration.mapping.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelKind;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A computed value in the Common Expression Language (CEL), checked for names and types when the mapping is read. It can
 * read one record and nothing else, cannot loop without end and calls no code of ours. Where it needs a value that the
 * record does not have, it has no value itself; where it fails for another reason (a division by zero, a text that is no
 * number) it has none either, and the failure is counted for finding M04.
 */
public final class Formula {

    private final String text;
    private final CelKind kind;
    private final Program program;

    Formula(String text, CelAbstractSyntaxTree checked, Program program) {
        this.text = text;
        this.kind = checked.getResultType().kind();
        this.program = program;
    }

    /** As the mapping file has it. */
    public String text() {
        return text;
    }

    /** The value for a record; {@code null} when it has none. */
    public @Nullable Value of(Source source) {
        FormulaSource variables = new FormulaSource(source);
        try {
            return value(program.eval(variables));
        } catch (CelEvaluationException e) {
            if (!variables.missed()) {
                source.surroundings().notes().failed(text, e.getErrorCode().name());
            }
            return null;
        }
    }

    /** For a condition: whether it is true; a missing value makes it false. */
    public boolean holds(Source source) {
        return of(source) instanceof Value.Flag flag && flag.on();
    }

    private @Nullable Value value(@Nullable Object result) {
        return switch (result) {
            case String s -> new Value.Text(s);
            case Boolean b -> new Value.Flag(b);
            case Long n -> new Value.Whole(n);
            case Double d -> Double.isFinite(d) ? new Value.Decimal(decimal(d)) : null;
            case Instant instant -> new Value.Moment(instant);
            case List<?> list -> texts(list);
            case null, default -> null;
        };
    }

    private static BigDecimal decimal(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static Value texts(List<?> list) {
        List<String> texts = new ArrayList<>(list.size());
        list.forEach(item -> texts.add(String.valueOf(item)));
        return new Value.Texts(texts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Formula formula && formula.text.equals(text) && formula.kind == kind;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
