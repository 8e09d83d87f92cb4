package org.crmmigration.mapping.rule;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A whole mapping file, checked. Everything a destination wants is said here; the engine knows no destination.
 *
 * @param phases numbers in their order, and names for people
 * @param offers what may be chosen, by the name of the choice
 * @param suppress flags of records that are left out, for example {@code suppressed.deleted}
 * @param types the destination's custom field types by name
 * @param entities object types and what their objects may carry
 * @param customFields what becomes of the source's own custom fields; absent when nothing does
 * @param words records that stand behind a label or an option
 * @param objects the rules, in the order in which a record's objects are made
 * @param referenced object types that rules refer to
 * @param columns whether the destination finds its custom fields by column, not by the name people see
 * @param exclusions why a record leads to nothing, the first that applies
 * @param handover who takes over from whom, and what becomes of what an earlier mapping wrote
 * @param effort what calls cost, for estimates
 */
public record Mapping(
        String destination,
        boolean columns,
        NavigableMap<Integer, String> phases,
        Choices choices,
        Map<String, Choices.Offer> offers,
        Set<String> suppress,
        Map<String, FieldType> types,
        Map<String, Entity> entities,
        @Nullable CustomFields customFields,
        List<Word> words,
        List<ObjectRule> objects,
        Set<String> referenced,
        List<Exclusion> exclusions,
        Handover handover,
        Effort effort) {

    /**
     * What calls cost, for estimates before a run.
     *
     * @param create cost of a call that creates an object
     * @param read cost of a call that reads one before it is updated
     * @param update cost of a call that updates one
     * @param unit what the cost is counted in
     * @param callsPerMinute how many calls the plan allows, about
     * @param objectsPerCall how many objects share a call, about
     */
    public record Effort(int create, int read, int update, String unit, int callsPerMinute, int objectsPerCall) {}

    /** The source's own time zone where a migration names none. */
    public static final ZoneId DEFAULT_ZONE = ZoneId.of("America/New_York");

    /**
     * Who takes over from whom, and what becomes of what an earlier mapping wrote.
     *
     * @param owners users of the CRM by owners of the source, both by e-mail address; owners in lower case
     * @param clearsUnmapped whether fields no longer mapped are cleared, unless a person changed them
     */
    public record Handover(Map<String, String> owners, boolean clearsUnmapped) {

        /** Copies. */
        public Handover {
            owners = Map.copyOf(owners);
        }

        /** The user an owner's records go to. */
        public Value owner(Value owner) {
            return owner instanceof Value.Text text && !owners.isEmpty()
                    ? new Value.Text(owners.getOrDefault(text.text().strip().toLowerCase(Locale.ROOT), text.text()))
                    : owner;
        }
    }

    /** What a custom field type can hold. */
    public enum Holds {
        TEXT,
        NUMBER,
        MONEY,
        DAY,
        OPTION,
        OPTIONS,
        /** Yes or no. */
        FLAG
    }

    /**
     * A custom field type of the destination.
     *
     * @param limit characters of text or of an option, digits of a number; what is beyond does not fit
     * @param decimals digits after the point of a number
     * @param most how many options it can have
     * @param without characters that no option may contain, because they stand between options
     * @param otherwise the type taken for the whole field when one of its values does not fit
     */
    public record FieldType(
            String name,
            Holds holds,
            int limit,
            int decimals,
            int most,
            String without,
            @Nullable String otherwise) {}

    /**
     * An object type with custom fields.
     *
     * @param fields the logical names of its own fields
     * @param mandatory those without which the CRM refuses an object
     * @param labels the field that holds labels; absent when it has none
     * @param matchBy how the loader can tell that an object is in the CRM already
     * @param customs custom fields by slug, in their order
     */
    public record Entity(
            String name,
            Set<String> fields,
            Set<String> mandatory,
            @Nullable String labels,
            List<String> matchBy,
            Map<String, CustomField> customs) {

        /**
         * The source key of the field object for a custom field, by which commands name it. Another column is another object:
         * a version that names one writes all values into it, and neither touches the other.
         */
        public String fieldKey(String slug) {
            CustomField own = customs.get(slug);
            return "field:" + name + ":" + slug + (own == null || own.column().isEmpty() ? "" : "@" + own.column());
        }
    }

    /**
     * How objects that are in the CRM already are known, and what becomes of their values.
     *
     * @param by in the order in which they are tried; empty when objects are always made anew
     * @param policy leave, fill or overwrite, for fields that are not named
     * @param policies other policies, by the command's name of the field
     */
    public record Match(List<String> by, String policy, Map<String, String> policies) {

        /** The command's field that says how to match: a list of words, the first that finds one object wins. */
        public static final String FIELD = "match";

        /** The command's field that says what becomes of the values: texts {@code field=policy}, {@code *} for the rest. */
        public static final String EXISTING = "existing";

        /** Whether a field of a command says how to match, and is no value of the object. */
        public static boolean isHow(String field) {
            return field.equals(FIELD) || field.equals(EXISTING);
        }

        /** Always made anew. */
        static final Match NEVER = new Match(List.of(), "fill", Map.of());
    }

    /**
     * A custom field of the destination.
     *
     * @param slug names it in keys; the same in every run
     * @param always made when any object of the type is, even when no record fills it
     * @param existing one that the account has: its type stays, and texts that are too long for it are cut
     * @param column the column of the account that it is; empty for one of ours
     */
    public record CustomField(
            String slug,
            String name,
            String type,
            List<String> options,
            boolean always,
            boolean existing,
            String column) {}

    /**
     * What becomes of the source's own custom fields.
     *
     * @param carriers the object rules whose objects carry them, and the type that each makes
     * @param types the source's type, or {@code type.look} with the look of its values, to the destination's type
     * @param leaveOut identifiers of those that are left out, or carried by a rule of their own
     */
    public record CustomFields(Map<String, String> carriers, Map<String, String> types, Set<String> leaveOut) {

        /** The source's type that stands for those that are not named. */
        public static final String PLAIN = "input_field";

        /** The rule that makes objects of a type; empty when none of them carries the source's fields. */
        public String rule(String type) {
            return carriers.entrySet().stream()
                    .filter(carrier -> carrier.getValue().equals(type))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * A catalogue record behind a word.
     *
     * @param field the labels field, or the slug of a custom field
     */
    public record Word(Kind source, Template word, String field, Condition when) {}

    /**
     * Makes objects of one type.
     *
     * @param source the kind of record; absent for an object that exists once
     * @param once its key, for an object that exists once
     * @param each a list field: one object for each element
     * @param group records with the same text share one object; absent when each has its own
     * @param requires fields without which there is no object
     * @param match how an object that is in the CRM already is known
     * @param fields the destination's logical names
     * @param customs slug of the entity's custom field to expression
     */
    public record ObjectRule(
            String name,
            String type,
            int phase,
            @Nullable Kind source,
            @Nullable ObjectKey once,
            @Nullable Path each,
            @Nullable Expression group,
            Condition when,
            List<String> requires,
            Match match,
            Map<String, Expression> fields,
            Map<String, Expression> customs) {

        /** The same rule with other fields of its own. */
        public ObjectRule saying(Map<String, Expression> others) {
            return new ObjectRule(name, type, phase, source, once, each, group, when, requires, match, others, customs);
        }
    }

    /**
     * Why a record leads to no object.
     *
     * @param reason a short word for counts
     * @param because a sentence for people
     */
    public record Exclusion(Kind source, Condition when, String reason, String because) {}

    /** The phase in which a record of this kind is accounted for when it leads to no object. */
    public int homePhase(Kind kind) {
        return objects.stream()
                .filter(rule -> rule.source() == kind)
                .mapToInt(ObjectRule::phase)
                .min()
                .orElse(phases.firstKey());
    }
}
