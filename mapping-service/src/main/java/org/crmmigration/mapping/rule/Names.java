package org.crmmigration.mapping.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.mapping.tree.Cursor;
import org.crmmigration.mapping.tree.Nearest;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * The names one rule may use; a wrong one is noted with the nearest right one.
 *
 * @param kind the kind of record the rule reads; absent for objects that exist once
 * @param choices what may be chosen
 * @param chosen what was
 * @param once keys of objects that exist once, by the name of their rule
 * @param groups rules that group records, by name
 * @param referenced collects the object types references lead to
 */
record Names(
        @Nullable Kind kind,
        Map<String, Choices.Offer> choices,
        Choices chosen,
        Set<String> objectTypes,
        Map<String, ObjectKey> once,
        Map<String, GroupRule> groups,
        Set<String> referenced) {

    /** A rule that makes one object of several records. */
    record GroupRule(
            String name, String objectType, @Nullable Kind kind, Cursor rule) {}

    Path path(Cursor cursor, String text) {
        Path path = Path.parse(text);
        switch (path) {
            case Path.Field field -> checkField(cursor, field.name());
            case Path.Role role -> checkRole(cursor, role.name());
            case Path.Choice choice -> {
                if (!choices.containsKey(choice.name())) {
                    cursor.wrong("there is no choice '" + choice.name() + "'"
                            + Nearest.hint(choice.name(), choices.keySet()));
                }
            }
            case Path.RecordKey _ -> checkRecord(cursor);
            case Path.CreatedAt _ -> checkRecord(cursor);
            case Path.Item _ -> {}
            case Path.ItemNumber _ -> checkRecord(cursor);
        }
        return path;
    }

    Condition condition(Cursor cursor) {
        return new ConditionReader(this).read(cursor);
    }

    /** A choice that never has a value would make a condition that never holds. */
    void checkChosen(Cursor cursor, Path path, List<String> values) {
        Choices.Offer offer = path instanceof Path.Choice choice ? choices.get(choice.name()) : null;
        if (offer != null && !offer.values().isEmpty()) {
            values.stream()
                    .map(Choices::spelled)
                    .filter(value -> !offer.values().contains(value))
                    .forEach(value -> cursor.wrong(
                            "'" + value + "' cannot be chosen; valid are " + String.join(", ", offer.values())));
        }
    }

    /** Compiles formulas over what this rule reads. */
    FormulaCompiler formulas() {
        return FormulaCompiler.of(kind, choices.keySet());
    }

    String objectType(Cursor cursor) {
        String type = cursor.oneOf(objectTypes, cursor.text());
        referenced.add(type);
        return type;
    }

    ObjectKey once(Cursor cursor, String objectType) {
        ObjectKey key = once.get(cursor.text());
        if (key == null || !key.objectType().equals(objectType)) {
            cursor.wrong("no rule '" + cursor.text() + "' makes a " + objectType + " that exists once"
                    + Nearest.hint(cursor.text(), once.keySet()));
            return new ObjectKey("none", "none");
        }
        return key;
    }

    Optional<GroupRule> group(Cursor cursor, String objectType) {
        Optional<GroupRule> found = Optional.ofNullable(groups.get(cursor.text()))
                .filter(group -> group.objectType().equals(objectType) && group.kind() == kind);
        if (found.isEmpty()) {
            cursor.wrong("no rule '" + cursor.text() + "' groups records of this kind into a " + objectType
                    + Nearest.hint(cursor.text(), groups.keySet()));
        }
        return found;
    }

    private void checkField(Cursor cursor, String field) {
        if (kind == null) {
            cursor.wrong("'" + field + "' cannot be read: the object exists once and has no record");
        } else if (!field.isEmpty() && !SourceFields.knows(kind, field)) {
            Set<String> readable = new TreeSet<>(SourceFields.of(kind));
            SourceFields.roles(kind).forEach(role -> readable.add("ref." + role));
            cursor.wrong(kind + " has no '" + field + "'" + Nearest.hint(field, readable));
        }
    }

    private void checkRole(Cursor cursor, String role) {
        Set<String> roles = kind == null ? Set.of() : SourceFields.roles(kind);
        if (!roles.contains(role)) {
            cursor.wrong("'" + role + "' is no reference of " + kind + Nearest.hint(role, roles));
        }
    }

    private void checkRecord(Cursor cursor) {
        if (kind == null) {
            cursor.wrong("the object exists once and has no record to read");
        }
    }
}
