package org.crmmigration.mapping.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crmmigration.mapping.rule.Mapping.CustomFields;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.Mapping.FieldType;
import org.crmmigration.mapping.rule.Mapping.Holds;
import org.crmmigration.mapping.rule.Mapping.ObjectRule;
import org.crmmigration.mapping.tree.Cursor;
import org.crmmigration.messaging.record.Kind;
import org.jspecify.annotations.Nullable;

/** Reads what the destination's objects can carry: field types, entities with their custom fields, and the source's own fields. */
final class EntityReader {

    private static final Set<String> LOOKS = looks();

    private final Cursor file;

    EntityReader(Cursor file) {
        this.file = file;
    }

    /** Whether the destination finds its custom fields by column. */
    boolean columns() {
        return file.child("fields_by").oneOf(Grammar.FIELDS_BY, "name").equals("column");
    }

    Map<String, FieldType> types() {
        Map<String, FieldType> types = new LinkedHashMap<>();
        Cursor all = file.child("field_types");
        all.each((name, cursor) -> {
            cursor.only(Grammar.FIELD_TYPE.names());
            Holds holds = Holds.valueOf(cursor.child("holds")
                    .oneOf(Set.of("text", "number", "money", "day", "option", "options", "flag"), "text")
                    .toUpperCase(Locale.ROOT));
            types.put(
                    name,
                    new FieldType(
                            name,
                            holds,
                            cursor.child("limit").number(Integer.MAX_VALUE),
                            cursor.child("decimals").number(Integer.MAX_VALUE),
                            cursor.child("most").number(Integer.MAX_VALUE),
                            cursor.child("without").text(""),
                            otherwise(all, cursor)));
        });
        return types;
    }

    private static @Nullable String otherwise(Cursor all, Cursor type) {
        Cursor otherwise = type.child("otherwise");
        if (!otherwise.present()) {
            return null;
        }
        if (!all.child(otherwise.text()).present()) {
            otherwise.wrong("there is no type '" + otherwise.text() + "'");
            return null;
        }
        return otherwise.text();
    }

    Map<String, Entity> entities(Map<String, FieldType> types) {
        Map<String, Entity> entities = new LinkedHashMap<>();
        file.child("entities").each((name, cursor) -> {
            cursor.only(Grammar.ENTITY.names());
            Cursor labels = cursor.child("labels");
            Set<String> fields = Set.copyOf(cursor.child("fields").texts());
            Map<String, Mapping.CustomField> customs = new LinkedHashMap<>();
            cursor.child("custom").each((slug, custom) -> customs.put(slug, custom(slug, custom, types)));
            entities.put(
                    name,
                    new Entity(
                            name,
                            fields,
                            cursor.child("mandatory").items().stream()
                                    .map(item -> item.oneOf(fields, ""))
                                    .collect(Collectors.toUnmodifiableSet()),
                            labels.present() ? labels.text() : null,
                            cursor.child("match_by").items().stream()
                                    .map(item -> item.oneOf(Grammar.MATCHES, "migration_key"))
                                    .toList(),
                            customs));
        });
        return entities;
    }

    private Mapping.CustomField custom(String slug, Cursor cursor, Map<String, FieldType> types) {
        cursor.only(Grammar.CUSTOM_FIELD.names());
        if (!slug.matches("[a-z][a-z0-9_]{0,59}")) {
            cursor.wrong("the key of a custom field is lower-case ASCII: letters, digits, underscores");
        }
        Cursor column = cursor.child("column");
        if (column.present() && !columns()) {
            column.wrong("fields are found by name here; say the name of the field that is there");
        }
        return new Mapping.CustomField(
                slug,
                cursor.child("name").text(),
                cursor.child("type").oneOf(types.keySet(), cursor.child("type").text("")),
                cursor.child("options").texts(),
                Choices.spelled(cursor.child("always").text("no")).equals("yes"),
                column.present()
                        || Choices.spelled(cursor.child("existing").text("no")).equals("yes"),
                column.text(""));
    }

    @Nullable
    CustomFields customFields(List<ObjectRule> objects, Map<String, FieldType> types, Map<String, Entity> entities) {
        Cursor cursor = file.child("custom_fields");
        if (!cursor.present()) {
            return null;
        }
        cursor.only(Grammar.CUSTOM_FIELDS.names());
        Cursor on = cursor.child("on");
        Map<String, String> carriers = new LinkedHashMap<>();
        on.items()
                .forEach(item -> objects.stream()
                        .filter(object -> object.name().equals(item.text()) && object.source() == Kind.CONTACT)
                        .map(ObjectRule::type)
                        .filter(entities::containsKey)
                        .findFirst()
                        .ifPresentOrElse(
                                type -> carriers.put(item.text(), type),
                                () -> item.wrong(
                                        "'" + item.text() + "' is no rule that makes objects of CONTACT records")));
        if (on.items().isEmpty()) {
            on.wrong("say the rule whose objects carry them");
        }
        return new CustomFields(
                carriers,
                chosen(cursor.child("types"), types),
                Set.copyOf(cursor.child("leave_out").texts()));
    }

    private static Map<String, String> chosen(Cursor cursor, Map<String, FieldType> types) {
        cursor.only(LOOKS);
        Map<String, String> chosen = new LinkedHashMap<>();
        cursor.each((look, type) -> chosen.put(look, type.oneOf(types.keySet(), "")));
        if (!chosen.containsKey(Mapping.CustomFields.PLAIN)) {
            cursor.wrong("'" + Mapping.CustomFields.PLAIN
                    + "' is missing: what becomes of a field whose type is not named or not known");
        }
        return chosen;
    }

    /** Every type of the source, alone and with every look of its values. */
    private static Set<String> looks() {
        return Stream.of(Mapping.CustomFields.PLAIN, "text_area", "drop_down", "radio_button", "checkbox")
                .flatMap(type -> Stream.of("", ".text", ".date", ".decimal", ".whole", ".yes_no", ".email", ".url")
                        .map(look -> type + look))
                .collect(Collectors.toUnmodifiableSet());
    }
}
