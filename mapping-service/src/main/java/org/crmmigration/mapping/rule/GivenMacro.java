package org.crmmigration.mapping.rule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.Collection;
import java.util.Optional;
import org.crmmigration.mapping.tree.Nearest;

/** {@code given(name)} in a formula: whether the record has a value of that name. */
final class GivenMacro {

    private GivenMacro() {}

    /** The macro over these names; another one is an error of the formula. */
    static CelMacro over(Collection<String> variables) {
        ImmutableSet<String> names = variables.stream()
                .filter(variable -> !variable.endsWith(FormulaSource.CURRENCY))
                .collect(ImmutableSet.toImmutableSet());
        return CelMacro.newGlobalMacro(
                FormulaSource.GIVEN, 1, (factory, _, arguments) -> Optional.of(asked(factory, arguments, names)));
    }

    private static CelExpr asked(
            CelMacroExprFactory factory, ImmutableList<CelExpr> arguments, ImmutableSet<String> names) {
        CelExpr argument = arguments.getFirst();
        String name = name(argument);
        if (!name.startsWith("custom.") && !names.contains(name)) {
            return factory.reportError(CelIssue.formatError(
                    factory.getSourceLocation(argument),
                    "given(..) asks for a field, and there is no '" + name + "'" + Nearest.hint(name, names)));
        }
        return factory.newGlobalCall("@in", factory.newStringLiteral(name), factory.newIdentifier(FormulaSource.GIVEN));
    }

    private static String name(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case IDENT -> expression.ident().name();
            case SELECT ->
                name(expression.select().operand()) + "." + expression.select().field();
            default -> "";
        };
    }
}
