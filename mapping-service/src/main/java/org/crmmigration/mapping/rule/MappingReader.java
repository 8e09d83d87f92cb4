package org.crmmigration.mapping.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.Mapping.Exclusion;
import org.crmmigration.mapping.rule.Mapping.FieldType;
import org.crmmigration.mapping.rule.Mapping.ObjectRule;
import org.crmmigration.mapping.rule.Mapping.Word;
import org.crmmigration.mapping.tree.Cursor;
import org.crmmigration.mapping.tree.Problem;
import org.crmmigration.mapping.tree.Tree;
import org.crmmigration.messaging.record.Kind;

/** Reads the parts of a mapping file in the order in which they refer to each other, noting every problem. */
final class MappingReader {

    private final Cursor file;

    MappingReader(Tree tree, List<Problem> problems) {
        this.file = Cursor.at(tree, problems);
    }

    Mapping read() {
        file.only(Grammar.FILE.names());
        file.child("version").oneOf(Set.of("1"), "1");
        Map<String, Choices.Offer> offers = offers();
        Choices choices = choices(offers);
        EntityReader reader = new EntityReader(file);
        Map<String, FieldType> types = reader.types();
        Map<String, Entity> entities = reader.entities(types);
        NavigableMap<Integer, String> phases = phases();
        RuleReader rules = new RuleReader(file, choices, offers, entities, phases.keySet());
        List<ObjectRule> objects = rules.objects();
        return new Mapping(
                file.child("destination").text(),
                reader.columns(),
                phases,
                choices,
                offers,
                suppressed(),
                types,
                entities,
                reader.customFields(objects, types, entities),
                words(rules, entities),
                objects,
                rules.referenced(),
                exclusions(rules),
                new Mapping.Handover(
                        owners(),
                        file.child("unmapped").oneOf(Grammar.UNMAPPED, "leave").equals("clear")),
                effort());
    }

    private Mapping.Effort effort() {
        Cursor effort = file.child("effort");
        if (effort.present()) {
            effort.only(Grammar.EFFORT.names());
        }
        return new Mapping.Effort(
                effort.child("create").number(1),
                effort.child("read").number(1),
                effort.child("update").number(1),
                effort.child("unit").text("calls"),
                Math.max(1, effort.child("calls_per_minute").number(60)),
                Math.max(1, effort.child("objects_per_call").number(1)));
    }

    private Map<String, String> owners() {
        Map<String, String> owners = new LinkedHashMap<>();
        file.child("owners").each((owner, user) -> {
            if (owner.contains("@") && user.text().contains("@")) {
                owners.put(owner.strip().toLowerCase(Locale.ROOT), user.text().strip());
            } else {
                user.wrong("an owner and the user who takes over are e-mail addresses");
            }
        });
        return owners;
    }

    private Map<String, Choices.Offer> offers() {
        Map<String, Choices.Offer> offers = new LinkedHashMap<>();
        file.child("offered").each((name, cursor) -> {
            cursor.only(Grammar.OFFER.names());
            List<String> values = cursor.child("values").texts().stream()
                    .map(Choices::spelled)
                    .toList();
            offers.put(name, new Choices.Offer(values, cursor.child("about").text("")));
        });
        return offers;
    }

    private Choices choices(Map<String, Choices.Offer> offers) {
        Map<String, String> values = new LinkedHashMap<>();
        Cursor choices = file.child("choices");
        choices.only(offers.keySet());
        offers.forEach((name, offer) -> {
            Cursor cursor = choices.child(name);
            String value = Choices.spelled(cursor.text(""));
            String valid = offer.values().isEmpty() ? "" : "; valid are " + String.join(", ", offer.values());
            if (!cursor.present()) {
                cursor.wrong("is missing" + valid);
            } else if (!valid.isEmpty() && !offer.values().contains(value)) {
                cursor.wrong("'" + value + "' cannot be chosen" + valid);
            }
            values.put(name, value);
        });
        choices.child(Choices.FIELD_LIMIT).number(0);
        return new Choices(values);
    }

    private Set<String> suppressed() {
        return file.child("suppress").items().stream()
                .map(item -> item.oneOf(Grammar.FLAGS, "suppressed.deleted"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private NavigableMap<Integer, String> phases() {
        NavigableMap<Integer, String> phases = new TreeMap<>();
        file.child("phases").each((number, name) -> {
            if (number.matches("\\d{1,2}") && Integer.parseInt(number) < 90) {
                phases.put(Integer.parseInt(number), name.text());
            } else {
                name.wrong("a phase is a number from 0 to 89");
            }
        });
        if (phases.isEmpty()) {
            file.child("phases").wrong("at least one phase is needed");
            phases.put(0, "");
        }
        return phases;
    }

    private List<Word> words(RuleReader rules, Map<String, Entity> entities) {
        Set<String> fields = entities.values().stream()
                .flatMap(entity -> entity.customs().keySet().stream())
                .collect(Collectors.toSet());
        entities.values().forEach(entity -> {
            if (entity.labels() != null) {
                fields.add(entity.labels());
            }
        });
        List<Word> words = new ArrayList<>();
        file.child("words").each((name, cursor) -> {
            cursor.only(Grammar.WORD.names());
            Kind kind = rules.kind(cursor.child("source"));
            Names names = rules.names(kind);
            words.add(new Word(
                    kind,
                    new ExpressionReader(names).template(cursor.child("word")),
                    cursor.child("in").oneOf(fields, ""),
                    names.condition(cursor.child("when"))));
        });
        return words;
    }

    private List<Exclusion> exclusions(RuleReader rules) {
        List<Exclusion> exclusions = new ArrayList<>();
        file.child("exclude").each((name, cursor) -> {
            cursor.only(Grammar.EXCLUSION.names());
            Kind kind = rules.kind(cursor.child("source"));
            String reason = cursor.child("reason").text();
            if (!reason.matches("[a-z][a-z0-9_.]{0,39}")) {
                cursor.child("reason").wrong("a reason is a short lower-case word");
            }
            exclusions.add(new Exclusion(
                    kind,
                    rules.names(kind).condition(cursor.child("when")),
                    reason,
                    cursor.child("because").text()));
        });
        return exclusions;
    }
}
