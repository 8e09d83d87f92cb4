package org.crmmigration.mapping.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.crmmigration.mapping.rule.Expression;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.ObjectRule;
import org.crmmigration.mapping.rule.Slug;
import org.crmmigration.mapping.rule.Source;
import org.crmmigration.mapping.rule.Surroundings;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Fields;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules to one record: suppressed and excluded records lead to nothing, every rule that applies makes its
 * objects. References to objects that were not made are left out. The same record and keys give the same drafts.
 */
final class Mapper {

    private static final String CUSTOM = "custom.";
    /** The logical field that holds the owner's e-mail address, whatever the destination. */
    static final String OWNER = "owner";
    /** Objects of this type are owners, and belong to nobody. */
    static final String USER = "user";

    private static final Set<Kind> WHOLE = EnumSet.of(Kind.ORDER, Kind.SUBSCRIPTION);
    private static final SourceRecord NO_RECORD = new SourceRecord(
            "", 0, Kind.TAG, "", "", Change.NEW, null, Map.of(), Map.of(), Map.of(), List.of(), List.of());

    private final Mapping mapping;
    private final Exclusions exclusions;
    private final Surroundings around;
    private final Keys keys;
    private final Firsts firsts;
    private final Map<String, String> slugs = new ConcurrentHashMap<>();
    private final Map<Kind, List<ObjectRule>> rules = new EnumMap<>(Kind.class);

    Mapper(Mapping mapping, Surroundings around, Keys keys) {
        this(mapping, around, keys, new Firsts(), UnaryOperator.identity());
    }

    private Mapper(
            Mapping mapping, Surroundings around, Keys keys, Firsts firsts, UnaryOperator<ObjectRule> reduction) {
        this.mapping = mapping;
        this.exclusions = new Exclusions(mapping);
        this.around = around;
        this.keys = keys;
        this.firsts = firsts;
        mapping.objects().forEach(rule -> {
            if (rule.source() != null) {
                rules.computeIfAbsent(rule.source(), _ -> new ArrayList<>()).add(reduction.apply(rule));
            }
        });
    }

    /**
     * One that makes the same objects with fewer fields, and keeps the same books.
     *
     * @param reduction the rules that its drafts name
     */
    Mapper reduced(UnaryOperator<ObjectRule> reduction) {
        return new Mapper(mapping, around, keys, firsts, reduction);
    }

    Mapped map(SourceRecord record) {
        Source source = Source.of(record, around);
        Mapped.Excluded excluded = exclusions.of(record, source);
        return excluded == null ? objects(record, source) : excluded;
    }

    /** The objects that a record leads to in one phase. */
    List<Draft> drafts(SourceRecord record, int phase) {
        Source source = Source.of(record, around);
        List<Draft> drafts = new ArrayList<>();
        if (exclusions.of(record, source) == null) {
            for (ObjectRule rule : rules.getOrDefault(record.kind(), List.of())) {
                if (rule.phase() == phase) {
                    elements(rule, source)
                            .forEach(element -> draft(rule, element).ifPresent(drafts::add));
                }
            }
        }
        return drafts;
    }

    /**
     * An object that exists once.
     *
     * @param item the text that tells it from its like; absent when there is one in all
     */
    Draft once(ObjectRule rule, ObjectKey key, @Nullable String item) {
        Source nothing = new Source(NO_RECORD, around, item, 0);
        return new Draft(rule, key, values(rule.fields(), nothing), values(rule.customs(), nothing), Set.of(), "");
    }

    private Mapped objects(SourceRecord record, Source source) {
        List<Draft> drafts = new ArrayList<>();
        boolean parentMissing = false;
        for (ObjectRule rule : rules.getOrDefault(record.kind(), List.of())) {
            int before = drafts.size();
            List<Source> elements = elements(rule, source);
            elements.forEach(element -> draft(rule, element).ifPresent(drafts::add));
            parentMissing |= !elements.isEmpty()
                    && drafts.size() == before
                    && !rule.requires().isEmpty();
        }
        if (!drafts.isEmpty()) {
            return new Mapped.Objects(drafts);
        }
        if (parentMissing) {
            return new Mapped.Excluded("parent_missing", "What it belongs to is not migrated.");
        }
        return isVocabulary(record.kind())
                ? new Mapped.Vocabulary()
                : new Mapped.Excluded("no_rule", "No rule of the mapping applies to it.");
    }

    private boolean isVocabulary(Kind kind) {
        return kind == Kind.CUSTOM_FIELD || mapping.words().stream().anyMatch(word -> word.source() == kind);
    }

    private static List<Source> elements(ObjectRule rule, Source source) {
        if (rule.each() == null) {
            return rule.when().holds(source) ? List.of(source) : List.of();
        }
        List<String> items = rule.each().of(source) instanceof Value.Texts texts ? texts.texts() : List.of();
        List<Source> elements = new ArrayList<>(items.size());
        items.forEach(item -> elements.add(source.at(item, elements.size() + 1)));
        elements.removeIf(element -> !rule.when().holds(element));
        return elements;
    }

    private Optional<Draft> draft(ObjectRule rule, Source source) {
        Fields fields = values(rule.fields(), source);
        if (!fields.keySet().containsAll(rule.requires())) {
            return Optional.empty();
        }
        fields.replace(OWNER, mapping.handover()::owner);
        String sourceKey = source.record().sourceKey();
        ObjectKey group =
                rule.group() == null ? null : Expression.ToGroup.key(rule.type(), rule.name(), rule.group(), source);
        if (group != null && !firsts.isFirst(group, sourceKey)) {
            return Optional.empty();
        }
        ObjectKey key = group == null ? own(rule, source) : group;
        Fields customs = values(rule.customs(), source);
        Mapping.CustomFields sourceFields = mapping.customFields();
        if (sourceFields != null && sourceFields.carriers().containsKey(rule.name())) {
            addCustomFields(source.record(), customs, sourceFields.leaveOut());
        }
        keys.add(key);
        return Optional.of(new Draft(rule, key, fields, customs, without(rule, source.record(), customs), sourceKey));
    }

    /**
     * What an order or a subscription says is all there is to say of it, so what it said before and does not say any more
     * is no longer so: a next payment once it is cancelled, a refund that turned out to be another order's. Said again of
     * records that stay the same, for the object may not have heard it: its update failed. It costs no call, the hash stays.
     */
    private static Set<String> without(ObjectRule rule, SourceRecord record, Map<String, Value> customs) {
        if (record.change() == Change.NEW || !WHOLE.contains(record.kind())) {
            return Set.of();
        }
        Set<String> without = new TreeSet<>(rule.customs().keySet());
        without.removeAll(customs.keySet());
        return without;
    }

    private static ObjectKey own(ObjectRule rule, Source source) {
        String item = source.item();
        String sourceKey = source.record().sourceKey();
        return new ObjectKey(rule.type(), item == null ? sourceKey : sourceKey + '#' + Slug.of(item));
    }

    private void addCustomFields(SourceRecord record, Fields customs, Set<String> leaveOut) {
        for (String name : record.fields().keySet()) {
            if (name.startsWith(CUSTOM) && !leaveOut.contains(name.substring(CUSTOM.length()))) {
                String slug = slugs.computeIfAbsent(name, _ -> slug(name.substring(CUSTOM.length())));
                // A rule of its own says better how the value is to be taken.
                customs.setIfAbsent(slug, record.fields().get(name));
            }
        }
    }

    /** The slug of the destination's field for a custom field of the source. */
    static String slug(String identifier) {
        return "custom_" + Slug.of(identifier);
    }

    private static Fields values(Map<String, Expression> expressions, Source source) {
        Fields values = new Fields(expressions.size());
        expressions.forEach((name, expression) -> {
            @Nullable Value value = expression.of(source);
            if (value != null) {
                values.set(name, value);
            }
        });
        return values;
    }
}
