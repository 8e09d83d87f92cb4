package org.crmmigration.mapping.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.Mapping.ObjectRule;
import org.crmmigration.mapping.tree.Cursor;
import org.crmmigration.mapping.tree.Nearest;
import org.crmmigration.mapping.tree.Tree;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Reads the object rules; a rule that is {@code like} another takes over what it does not say itself. */
final class RuleReader {

    private final Choices choices;
    private final Map<String, Choices.Offer> offers;
    private final Map<String, Entity> entities;
    private final Set<Integer> phases;
    private final Map<String, Cursor> rules = new LinkedHashMap<>();
    private final Map<String, ObjectKey> once = new LinkedHashMap<>();
    private final Map<String, Names.GroupRule> groups = new LinkedHashMap<>();
    private final Set<String> referenced = new HashSet<>();

    RuleReader(
            Cursor file,
            Choices choices,
            Map<String, Choices.Offer> offers,
            Map<String, Entity> entities,
            Set<Integer> phases) {
        this.choices = choices;
        this.offers = offers;
        this.entities = entities;
        this.phases = phases;
        Cursor objects = file.child("objects");
        objects.each((name, cursor) -> rules.put(name, inherited(objects, cursor)));
        rules.forEach((name, cursor) -> {
            if (cursor.child("group").present()) {
                String type = cursor.child("type").text("none");
                Kind kind = SourceFields.kinds().get(cursor.child("source").text(""));
                groups.put(name, new Names.GroupRule(name, type, kind, cursor));
            }
            if (cursor.child("once").present()) {
                once.put(
                        name,
                        new ObjectKey(
                                cursor.child("type").text("none"),
                                cursor.child("once").text()));
            }
        });
    }

    List<ObjectRule> objects() {
        List<ObjectRule> objects = new ArrayList<>();
        Set<String> begun = rules.entrySet().stream()
                .filter(rule -> beginsARule(rule.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        rules.forEach((name, cursor) -> {
            if (begun.contains(name)) {
                objects.add(rule(name, cursor));
            } else {
                cursor.wrong("there is no rule of this name, and a new one says type, phase and source, or 'like'"
                        + Nearest.hint(name, begun));
            }
        });
        return objects;
    }

    /** Whether it says any of what a rule of its own starts with, rather than a change to one that is there. */
    private static boolean beginsARule(Cursor rule) {
        return Stream.of("type", "source", "once", "like", "phase")
                .anyMatch(key -> rule.child(key).present());
    }

    /** Object types that some rule refers to, of those that the choices let apply; complete after {@link #objects}. */
    Set<String> referenced() {
        return Set.copyOf(referenced);
    }

    Kind kind(Cursor cursor) {
        Map<String, Kind> kinds = SourceFields.kinds();
        return Objects.requireNonNull(kinds.get(cursor.oneOf(kinds.keySet(), Kind.CONTACT.name())));
    }

    Names names(@Nullable Kind kind) {
        return names(kind, referenced);
    }

    private Names names(@Nullable Kind kind, Set<String> references) {
        return new Names(kind, offers, choices, entities.keySet(), once, groups, references);
    }

    /** Whether a mapping is a rule that takes over from another: what it takes away is known only then. */
    static boolean isLikeAnother(Tree.Branch branch) {
        return branch.children().get("like") instanceof Tree.Leaf;
    }

    private static Cursor inherited(Cursor objects, Cursor rule) {
        Cursor like = rule.child("like");
        if (!like.present() || rule.tree() == null) {
            return rule;
        }
        Cursor base = objects.child(like.text());
        if (base.tree() == null || base.child("like").present()) {
            like.wrong("'" + like.text() + "' is no rule, or is itself like another");
            return rule;
        }
        Tree merged = base.tree()
                .overlaid(rule.tree(), ExpressionReader::isExpression)
                .pruned(_ -> false);
        return new Cursor(merged, rule.place(), rule.path(), rule.problems());
    }

    private ObjectRule rule(String name, Cursor cursor) {
        cursor.only(Grammar.RULE.names());
        String type = cursor.child("type")
                .oneOf(entities.keySet(), cursor.child("type").text("none"));
        Kind kind = cursor.child("source").present() ? kind(cursor.child("source")) : null;
        if ((kind == null) != once.containsKey(name)) {
            cursor.wrong("say either 'source' (one object for each record) or 'once' (one object in all)");
        }
        Condition when = names(kind).condition(cursor.child("when"));
        Names names = names(kind, when.equals(Condition.NEVER) ? new HashSet<>() : referenced);
        ExpressionReader expressions = new ExpressionReader(names);
        Map<String, Expression> fields = new LinkedHashMap<>();
        cursor.child("fields").each((field, value) -> fields.put(field, expressions.read(value)));
        Map<String, Expression> customs = new LinkedHashMap<>();
        cursor.child("custom").each((slug, value) -> customs.put(slug, expressions.read(value)));
        checkNames(cursor, entities.get(type));
        Cursor each = cursor.child("each");
        Cursor group = cursor.child("group");
        return new ObjectRule(
                name,
                type,
                phase(cursor.child("phase")),
                kind,
                once.get(name),
                each.present() ? names.path(each, each.text()) : null,
                group.present() ? expressions.read(group) : null,
                when,
                required(cursor.child("requires"), fields),
                new MatchReader(type, fields.keySet(), customs.keySet()).read(cursor, entities.get(type)),
                fields,
                customs);
    }

    private static void checkNames(Cursor rule, @Nullable Entity entity) {
        if (entity == null) {
            return;
        }
        Cursor fields = rule.child("fields");
        entity.mandatory().stream()
                .sorted()
                .map(fields::child)
                .filter(field -> !field.present())
                .forEach(field ->
                        field.wrong("the CRM refuses objects of type " + entity.name() + " without it; say a value"));
        fields.each((field, value) -> {
            if (!entity.fields().contains(field)) {
                value.wrong(entity.name() + " has no field '" + field + "'" + Nearest.hint(field, entity.fields()));
            }
        });
        rule.child("custom").each((slug, value) -> {
            if (!entity.customs().containsKey(slug)) {
                value.wrong("entities." + entity.name() + ".custom has no '" + slug
                        + "': describe the field there, {name: ..., type: ...}"
                        + Nearest.hint(slug, entity.customs().keySet()));
            }
        });
    }

    private int phase(Cursor cursor) {
        int phase = cursor.number(-1);
        if (!phases.contains(phase)) {
            cursor.wrong("say in which of the phases "
                    + phases.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "))
                    + " the objects are written");
        }
        return phase;
    }

    private static List<String> required(Cursor cursor, Map<String, Expression> fields) {
        cursor.items().forEach(item -> item.oneOf(fields.keySet(), ""));
        return cursor.texts();
    }
}
