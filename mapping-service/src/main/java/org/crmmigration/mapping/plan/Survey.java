package org.crmmigration.mapping.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.mapping.plan.VocabularyPlanner.Vocabulary;
import org.crmmigration.mapping.rule.Expression;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.Mapping.ObjectRule;
import org.crmmigration.mapping.rule.Silence;
import org.crmmigration.mapping.rule.Source;
import org.crmmigration.mapping.rule.Surroundings;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/**
 * A first pass over a whole export, in its order, that glances at every object to learn what the destination needs
 * before the first is written: fields that are filled and the types their values fit, labels, options, and which
 * objects exist to be referred to. Its memory grows with the vocabulary and by 16 bytes per contact and company.
 */
public final class Survey {

    /** Types whose own fields are looked at: {@link MentionCount}. */
    private static final Set<String> NAMED = Set.of("pipeline", "stage");

    private final Mapping mapping;
    private final ZoneId zone;
    private final KeyedHash hash;
    private final Mapper mapper;
    /** Makes of objects what shows here. */
    private final Mapper glance;

    private final Surroundings around;
    private final Words words;
    private final SourceCustoms sourceCustoms;
    private final FieldPlanner fields;
    private final Map<String, LabelUse> labels = new HashMap<>();
    private final Contributions contributions;
    private final Set<ObjectKey> references = new HashSet<>();
    private final Set<ObjectKey> once;
    private final MentionCount mentions = new MentionCount();
    private final Trail trail = new Trail();

    /**
     * Begins a survey.
     *
     * @param zone the account's time zone
     * @param asOf the export's own time
     * @param hash with the migration's secret
     */
    public Survey(Mapping mapping, ZoneId zone, Instant asOf, KeyedHash hash) {
        this.mapping = mapping;
        this.zone = zone;
        this.hash = hash;
        Keys keys = new Keys(mapping.referenced());
        this.around = new Surroundings(mapping.choices(), zone, asOf, keys::contains, hash::of, trail);
        this.mapper = new Mapper(mapping, around, keys);
        this.glance = mapper.reduced(this::glanced);
        this.words = new Words(mapping.words());
        this.sourceCustoms = new SourceCustoms(mapping);
        this.fields = new FieldPlanner(mapping, sourceCustoms, words);
        this.contributions = new Contributions(mapping);
        this.once = mapping.objects().stream()
                .map(ObjectRule::once)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** The rule with its custom fields and those of its own fields that tell something of the vocabulary. */
    private ObjectRule glanced(ObjectRule rule) {
        Entity entity = Objects.requireNonNull(mapping.entities().get(rule.type()));
        boolean named = NAMED.contains(rule.type());
        Map<String, Expression> telling = new LinkedHashMap<>(rule.fields());
        telling.entrySet()
                .removeIf(field -> !named
                        && !rule.requires().contains(field.getKey())
                        && !field.getKey().equals(entity.labels())
                        && !field.getKey().equals(Mapper.OWNER)
                        && Silence.of(field.getValue()));
        return rule.saying(telling);
    }

    /** Looks at the next record of the export. */
    public void see(SourceRecord record) {
        if (record.kind() == Kind.CUSTOM_FIELD) {
            sourceCustoms.see(record);
        }
        words.see(record, Source.of(record, around));
        if (glance.map(record) instanceof Mapped.Objects objects) {
            objects.drafts().forEach(draft -> {
                contributions.add(record.kind(), draft.rule().phase());
                see(draft);
            });
        }
    }

    /** What the run needs, once every record was seen. */
    public Plan plan() {
        trail.close();
        Vocabulary planned = new VocabularyPlanner(mapping, mapper, fields, labels, references, trail).plan();
        return new Plan(
                mapping,
                mapper,
                planned,
                new Commands(mapping, planned, labels, new Shape(zone), hash),
                trail,
                contributions,
                fields.needs(),
                mentions.mentions());
    }

    private void see(Draft draft) {
        Entity entity =
                Objects.requireNonNull(mapping.entities().get(draft.key().objectType()));
        String field = entity.labels();
        Value carried = field == null ? null : draft.fields().get(field);
        if (field != null && carried != null) {
            labels.computeIfAbsent(entity.name(), _ -> new LabelUse(field, words))
                    .see(carried);
        }
        draft.fields().forEach((_, value) -> {
            if (value instanceof Value.Reference reference
                    && (once.contains(reference.target()) || trail.isItem(reference.target()))) {
                references.add(reference.target());
            }
        });
        mentions.see(draft);
        fields.see(draft);
    }
}
