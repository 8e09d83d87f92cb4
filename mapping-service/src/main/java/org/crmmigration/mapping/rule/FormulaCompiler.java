package org.crmmigration.mapping.rule;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.mapping.rule.SourceFields.Holding;
import org.crmmigration.mapping.tree.Cursor;
import org.crmmigration.messaging.record.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Compiles formulas for the records of one kind. What a formula may name: the fields of the kind with their types (money is
 * its amount, with {@code field.currency} beside it; a day is its start in UTC), {@code custom.identifier},
 * {@code ref.role}, {@code choice.name}, {@code record.key}, {@code record.created_at}, {@code item},
 * {@code item.number}, {@code as_of} (the export's own time) and {@code given(name)}, which asks whether there is a value.
 * Beyond the standard functions: those of the string and math extensions.
 */
final class FormulaCompiler {

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(10_000)
            .maxExpressionCodePointSize(10_000)
            .build();

    private static final List<CelType> VALUES = List.of(
            SimpleType.STRING,
            SimpleType.INT,
            SimpleType.DOUBLE,
            SimpleType.BOOL,
            SimpleType.TIMESTAMP,
            SimpleType.DYN);

    private static final Map<Environment, FormulaCompiler> MADE = new ConcurrentHashMap<>();

    private final Map<String, CelType> variables = new HashMap<>();
    private final Cel cel;

    private record Environment(Optional<Kind> kind, Set<String> choices) {}

    /**
     * The compiler for records of a kind.
     *
     * @param kind the kind of record; absent for objects that exist once
     */
    static FormulaCompiler of(@Nullable Kind kind, Set<String> choices) {
        return MADE.computeIfAbsent(
                new Environment(Optional.ofNullable(kind), Set.copyOf(choices)),
                _ -> new FormulaCompiler(kind, choices));
    }

    private FormulaCompiler(@Nullable Kind kind, Set<String> choices) {
        declare(kind, choices);
        CelBuilder builder = CelFactory.plannerCelBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addMacros(GivenMacro.over(variables.keySet()))
                .addCompilerLibraries(CelExtensions.strings(), CelExtensions.math())
                .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.math())
                .addVar(FormulaSource.CUSTOM, MapType.create(SimpleType.STRING, SimpleType.DYN))
                .addVar(FormulaSource.GIVEN, MapType.create(SimpleType.STRING, SimpleType.BOOL));
        variables.forEach(builder::addVar);
        this.cel = builder.build();
    }

    /** A value; problems are noted at the cursor. */
    Optional<Formula> value(Cursor cursor) {
        return compiled(cursor)
                .filter(formula -> isValue(cursor, formula.checked()))
                .map(this::formula);
    }

    /** A yes or no; problems are noted at the cursor. */
    Optional<Formula> condition(Cursor cursor) {
        return compiled(cursor)
                .filter(formula -> {
                    boolean truth = formula.checked().getResultType().equals(SimpleType.BOOL);
                    if (!truth) {
                        cursor.wrong("a condition is true or false, this is "
                                + formula.checked().getResultType().name());
                    }
                    return truth;
                })
                .map(this::formula);
    }

    private record Checked(String text, CelAbstractSyntaxTree checked) {}

    private Optional<Checked> compiled(Cursor cursor) {
        String text = cursor.text();
        CelValidationResult result = cel.compile(text);
        if (result.hasError()) {
            FormulaProblems problems = new FormulaProblems(text, variables.keySet());
            result.getErrors().forEach(issue -> cursor.wrong(problems.sentence(issue)));
            return Optional.empty();
        }
        try {
            return Optional.of(new Checked(text, result.getAst()));
        } catch (CelValidationException e) {
            cursor.wrong(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Formula formula(Checked checked) {
        try {
            return new Formula(checked.text(), checked.checked(), cel.createProgram(checked.checked()));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a formula that was checked cannot be planned: " + checked.text(), e);
        }
    }

    private static boolean isValue(Cursor cursor, CelAbstractSyntaxTree checked) {
        CelType type = checked.getResultType();
        boolean value = type instanceof ListType || VALUES.contains(type);
        if (!value) {
            cursor.wrong("a value is a text, a number, true or false, a timestamp or a list of texts, this is "
                    + type.name());
        }
        return value;
    }

    private void declare(@Nullable Kind kind, Set<String> choices) {
        variables.put(FormulaSource.AS_OF, SimpleType.TIMESTAMP);
        choices.forEach(choice -> variables.put("choice." + choice, SimpleType.STRING));
        variables.put("item", SimpleType.STRING);
        if (kind == null) {
            return;
        }
        variables.put("item.number", SimpleType.INT);
        variables.put("record.key", SimpleType.STRING);
        variables.put("record.created_at", SimpleType.TIMESTAMP);
        SourceFields.roles(kind).forEach(role -> variables.put("ref." + role, SimpleType.STRING));
        SourceFields.types(kind).forEach((name, type) -> {
            variables.put(name, type(type));
            if (type == Holding.MONEY) {
                variables.put(name + FormulaSource.CURRENCY, SimpleType.STRING);
            }
        });
    }

    private static CelType type(Holding type) {
        return switch (type) {
            case TEXT -> SimpleType.STRING;
            case TEXTS -> ListType.create(SimpleType.STRING);
            case FLAG -> SimpleType.BOOL;
            case WHOLE -> SimpleType.INT;
            case DECIMAL, MONEY -> SimpleType.DOUBLE;
            case MOMENT, DAY -> SimpleType.TIMESTAMP;
        };
    }
}
