package org.crmmigration.mapping.rule;

import static org.crmmigration.mapping.rule.Shape.level;
import static org.crmmigration.mapping.rule.Shape.listOf;
import static org.crmmigration.mapping.rule.Shape.mapOf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.messaging.record.Kind;

/**
 * The keys of a mapping file, level by level: what the reader takes and what the published JSON Schema says, from one
 * source, so that neither knows a key the other does not. One table, and as long as the file has keys.
 */
final class Grammar {

    /**
     * A mapping with known keys.
     *
     * @param name in the schema's definitions
     */
    record Level(String name, String about, List<Key> keys) {
        Set<String> names() {
            return keys.stream().map(Key::name).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** A key, what it holds, and one sentence about it. */
    record Key(String name, Shape shape, String about) {}

    /** Flags a record may carry. */
    static final List<String> FLAGS = List.of(
            "suppressed.gdpr",
            "suppressed.blacklisted",
            "suppressed.spam",
            "suppressed.bounced",
            "suppressed.deleted",
            "suspect.test",
            "suspect.duplicate",
            "suspect.typo",
            "suspect.stale",
            "orphan.contact",
            "conflict");

    /** How a record that is in the CRM already may be known. */
    static final List<String> MATCHES = List.of("migration_key", "email", "domain", "name");

    /** What becomes of the values of a record that was in the CRM already. */
    static final List<String> POLICIES = List.of("leave", "fill", "overwrite");

    /** What becomes of fields that are no longer mapped. */
    static final List<String> UNMAPPED = List.of("leave", "clear");

    /** How a CRM finds custom fields. */
    static final List<String> FIELDS_BY = List.of("name", "column");

    /** An expression that is a mapping has exactly one of these. */
    static final List<String> HEADS =
            List.of("from", "constant", "template", "lines", "first", "all", "join", "sum", "cel", "reference");

    private static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::name).toList();

    static final Level FORMULA = new Level(
            "formula",
            "A condition in the Common Expression Language.",
            List.of(new Key(
                    "cel",
                    Shape.TEXT,
                    "True or false for the record at hand, for example: amount > 100.0 && given(email).")));

    static final Level EXPRESSION = new Level(
            "expressionKeys",
            "Where a value comes from: exactly one of " + String.join(", ", HEADS) + ", and any modifiers.",
            List.of(
                    new Key(
                            "from",
                            Shape.TEXT,
                            "A field of the record, ref.<role>, choice.<name>, record.key, record.created_at, item or item.number."),
                    new Key(
                            "constant",
                            Shape.SCALAR,
                            "The same for every record; yes and no are flags, digits a whole number."),
                    new Key(
                            "template",
                            Shape.TEXT,
                            "Text with {field} in it; absent when none of its places has a value."),
                    new Key(
                            "lines",
                            listOf(Shape.TEXT),
                            "Templates, one a line; a line whose places all lack a value is left out."),
                    new Key("first", listOf(Shape.EXPRESSION), "The first that has a value."),
                    new Key("all", listOf(Shape.EXPRESSION), "All of them as one list without repetitions."),
                    new Key(
                            "join",
                            listOf(Shape.EXPRESSION),
                            "The texts of those that have a value, with `with` between them."),
                    new Key(
                            "sum",
                            listOf(Shape.EXPRESSION),
                            "Amounts added up; those in another currency than the first are left out."),
                    new Key(
                            "cel",
                            Shape.TEXT,
                            "Computed in the Common Expression Language; names and types are checked when the file is read."),
                    new Key(
                            "reference",
                            Shape.TEXT,
                            "An object type: another object of the run, named by `to`, `once` or `group`."),
                    new Key(
                            "map",
                            mapOf(Shape.SCALAR),
                            "Each value replaced by what the table says; case does not matter."),
                    new Key(
                            "otherwise",
                            Shape.SCALAR,
                            "What `map` gives for a value that it does not name; without it the value stays."),
                    new Key("then", listOf(Shape.words(Transform.words())), "Named steps, one after the other."),
                    new Key("prefix", Shape.TEXT, "A template that stands before every text."),
                    new Key("max", Shape.NUMBER, "Text is cut to this many characters; an ellipsis shows the cut."),
                    new Key("when", Shape.CONDITION, "Where it does not hold there is no value."),
                    new Key("to", Shape.TEXT, "With reference: the role that leads to the other record, or self."),
                    new Key("once", Shape.TEXT, "With reference: the rule of an object that exists once."),
                    new Key("group", Shape.TEXT, "With reference: the rule that makes one object of several records."),
                    new Key(
                            "item",
                            Shape.EXPRESSION,
                            "With to: which object of the other record. With once: one object for each distinct text of this."),
                    new Key("with", Shape.TEXT, "With join: what stands between the texts; a space when absent."),
                    new Key(
                            "currency",
                            Shape.TEXT,
                            "With cel: an amount, or a text with a code; the number becomes money of that currency.")));

    static final Level OFFER = new Level(
            "offer",
            "What may be chosen.",
            List.of(
                    new Key(
                            "values",
                            listOf(Shape.SCALAR),
                            "The valid values, the default first; empty when any text will do."),
                    new Key("about", Shape.TEXT, "One sentence for the scope document.")));

    static final Level FIELD_TYPE = new Level(
            "fieldType",
            "A custom field type of the destination.",
            List.of(
                    new Key("holds", Shape.words(lower(Mapping.Holds.values())), "What it can hold."),
                    new Key("limit", Shape.NUMBER, "Characters of text or of an option, digits of a number."),
                    new Key("decimals", Shape.NUMBER, "Digits of a number after the point."),
                    new Key("most", Shape.NUMBER, "How many options it can have."),
                    new Key("without", Shape.TEXT, "Characters that no option may contain."),
                    new Key("otherwise", Shape.TEXT, "The type taken for the whole field when a value does not fit.")));

    static final Level CUSTOM_FIELD = new Level(
            "customField",
            "A custom field of the destination; made when a record fills it.",
            List.of(
                    new Key("name", Shape.TEXT, "As people see it."),
                    new Key("type", Shape.TEXT, "One of field_types."),
                    new Key(
                            "options",
                            listOf(Shape.TEXT),
                            "Options that are made in this order before those that records hold."),
                    new Key(
                            "always",
                            Shape.YES_NO,
                            "Made when any object of its type is, even when no record fills it."),
                    new Key(
                            "existing",
                            Shape.YES_NO,
                            "The account has it: its type stays as it is, and longer texts are cut."),
                    new Key(
                            "column",
                            Shape.TEXT,
                            "The column of the account that it is, where fields are found by column; nothing is made then.")));

    static final Level ENTITY = new Level(
            "entity",
            "An object type, its own fields, and the custom fields it may carry.",
            List.of(
                    new Key("fields", listOf(Shape.TEXT), "Its own fields, by the names of docs/commands-<crm>.md."),
                    new Key(
                            "mandatory",
                            listOf(Shape.TEXT),
                            "Those of its fields without which the CRM refuses an object: every rule says them, and none is ever cleared."),
                    new Key("labels", Shape.TEXT, "The field that holds labels."),
                    new Key(
                            "match_by",
                            listOf(Shape.words(MATCHES)),
                            "How the loader can tell that a record is in the CRM already."),
                    new Key("custom", mapOf(level(CUSTOM_FIELD)), "Custom fields by slug.")));

    static final Level CUSTOM_FIELDS = new Level(
            "customFields",
            "What becomes of Kartra's own custom fields.",
            List.of(
                    new Key("on", listOf(Shape.TEXT), "The rules whose objects carry them."),
                    new Key(
                            "leave_out",
                            listOf(Shape.TEXT),
                            "Identifiers of those that are left out, or carried by a rule of their own."),
                    new Key("types", mapOf(Shape.TEXT), "Kartra's type, or type.look, to one of field_types.")));

    static final Level WORD = new Level(
            "word",
            "Catalogue records behind labels and options: used ones lead to the vocabulary, the others are counted as not used.",
            List.of(
                    new Key("source", Shape.words(KINDS), "The kind of record."),
                    new Key("word", Shape.TEXT, "A template for the label or option."),
                    new Key("in", Shape.TEXT, "The labels field, or the slug of a custom field."),
                    new Key("when", Shape.CONDITION, "Where it does not hold the record stands behind no word.")));

    static final Level POLICY_GROUP = new Level(
            "policyGroup",
            "Fields that share a policy.",
            List.of(
                    new Key("fields", listOf(Shape.TEXT), "Fields of the rule, under fields or custom."),
                    new Key("policy", Shape.words(POLICIES), "What becomes of them.")));

    static final Level EXISTING = new Level(
            "existing",
            "What becomes of the values of a record that was in the CRM already: leave it, fill what is empty, or overwrite.",
            List.of(
                    new Key("policy", Shape.words(POLICIES), "For all fields that no group names; fill when absent."),
                    new Key("groups", mapOf(level(POLICY_GROUP)), "Other policies for groups of fields.")));

    static final Level RULE = new Level(
            "rule",
            "Makes objects of one type.",
            List.of(
                    new Key("like", Shape.TEXT, "Another rule: what this one does not say itself is taken from there."),
                    new Key("type", Shape.TEXT, "One of entities."),
                    new Key("phase", Shape.NUMBER, "One of phases."),
                    new Key("source", Shape.words(KINDS), "The kind of record: one object for each."),
                    new Key(
                            "once",
                            Shape.TEXT,
                            "A key: one object in all, or one for each text that references name by item."),
                    new Key("each", Shape.TEXT, "A list field: one object for each of its texts."),
                    new Key(
                            "group",
                            Shape.EXPRESSION,
                            "Records with the same text share one object, made of the first of them."),
                    new Key("when", Shape.CONDITION, "Where it does not hold there is no object."),
                    new Key("requires", listOf(Shape.TEXT), "Fields without which there is no object."),
                    new Key(
                            "match",
                            listOf(Shape.words(MATCHES)),
                            "How an object that is in the CRM already is known, in this order; empty to make it anew always."),
                    new Key("existing", level(EXISTING), "What becomes of the values of an object that was matched."),
                    new Key("fields", mapOf(Shape.EXPRESSION), "The object's own fields."),
                    new Key("custom", mapOf(Shape.EXPRESSION), "The object's custom fields by slug.")));

    static final Level EXCLUSION = new Level(
            "exclusion",
            "Why a record leads to no object of its own.",
            List.of(
                    new Key("source", Shape.words(KINDS), "The kind of record."),
                    new Key("when", Shape.CONDITION, "Which of them; all when absent."),
                    new Key("reason", Shape.TEXT, "A short lower-case word for counts."),
                    new Key("because", Shape.TEXT, "A sentence for people.")));

    static final Level EFFORT = new Level(
            "effort",
            "What calls cost, for estimates before a run.",
            List.of(
                    new Key("create", Shape.NUMBER, "Cost of a call that creates an object."),
                    new Key("read", Shape.NUMBER, "Cost of a call that reads one before it is updated."),
                    new Key("update", Shape.NUMBER, "Cost of a call that updates one."),
                    new Key("unit", Shape.TEXT, "What the cost is counted in."),
                    new Key("calls_per_minute", Shape.NUMBER, "How many calls the account's plan allows, about."),
                    new Key("objects_per_call", Shape.NUMBER, "How many objects share a call, about; 1 when absent.")));

    static final Level FILE = new Level(
            "file",
            "A mapping file. A migration's own says only what differs from its destination's default; ~ takes away what stands there.",
            List.of(
                    new Key("version", Shape.SCALAR, "Of the format: 1."),
                    new Key("destination", Shape.TEXT, "The CRM."),
                    new Key(
                            "fields_by",
                            Shape.words(FIELDS_BY),
                            "How the CRM finds custom fields: by the name people see, or by column. Belongs to the destination."),
                    new Key("phases", mapOf(Shape.TEXT), "Numbers from 0 to 89 to names. Belongs to the destination."),
                    new Key(
                            "choices",
                            mapOf(Shape.SCALAR),
                            "What the customer decides; `offered` says what may be chosen."),
                    new Key(
                            "owners",
                            mapOf(Shape.TEXT),
                            "Users of the CRM by the e-mail addresses of the source's owners whose records they get."),
                    new Key(
                            "unmapped",
                            Shape.words(UNMAPPED),
                            "What becomes of fields that an earlier mapping wrote and this one does not: leave, or clear."),
                    new Key("offered", mapOf(level(OFFER)), "What may be chosen. Belongs to the destination."),
                    new Key(
                            "effort",
                            level(EFFORT),
                            "What calls cost, for estimates; the loader counts what they did cost."),
                    new Key("suppress", listOf(Shape.words(FLAGS)), "Records with one of these flags are left out."),
                    new Key("field_types", mapOf(level(FIELD_TYPE)), "Custom field types. Belongs to the destination."),
                    new Key("entities", mapOf(level(ENTITY)), "Object types and what they may carry."),
                    new Key("custom_fields", level(CUSTOM_FIELDS), "What becomes of Kartra's own custom fields."),
                    new Key("words", mapOf(level(WORD)), "Catalogue records behind labels and options."),
                    new Key(
                            "objects",
                            mapOf(level(RULE)),
                            "The rules by name; a record's objects are made in this order."),
                    new Key(
                            "exclude",
                            mapOf(level(EXCLUSION)),
                            "Why a record leads to nothing; the first that applies.")));

    private Grammar() {}

    private static List<String> lower(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
