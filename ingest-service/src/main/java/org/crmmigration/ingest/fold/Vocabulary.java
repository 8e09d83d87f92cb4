package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.crmmigration.ingest.behaviour.Taxonomy;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.Value;

/**
 * The small catalogues that records use: tags, lists, owners, products, calendars, pipelines. They are held in memory;
 * an account has thousands of them at most.
 */
final class Vocabulary {

    private final KeyedHash hash;
    private final Taxonomy taxonomy;
    private final Map<String, Draft> entries = new HashMap<>();
    private final Map<Kind, Map<String, Named>> spellings =
            Map.of(Kind.TAG, new ConcurrentHashMap<>(), Kind.LIST, new ConcurrentHashMap<>());
    private final Map<String, Named> named = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Turns turns;

    Vocabulary(KeyedHash hash, Taxonomy taxonomy, Turns turns) {
        this.hash = hash;
        this.taxonomy = taxonomy;
        this.turns = turns;
    }

    /** A tag or list and how many contacts carry it; spelt as the first contact whose turn came spells it. */
    private static final class Named {
        private final String key;
        private final LongAdder contacts = new LongAdder();
        private volatile boolean spelt;

        Named(String key) {
            this.key = key;
        }
    }

    /** Counts the tags or lists of one contact. */
    void named(Kind kind, List<String> names) {
        Map<String, Named> known = Objects.requireNonNull(spellings.get(kind));
        for (String name : names) {
            Named one = known.get(name);
            if (one == null) {
                one = named.computeIfAbsent(kind.word() + ":" + hash16(Names.fold(name)), Named::new);
                known.put(name, one);
            }
            one.contacts.increment();
            if (!one.spelt) {
                Named fresh = one;
                turns.later(() -> enter(kind, name, fresh));
            }
        }
    }

    private void enter(Kind kind, String name, Named fresh) {
        if (fresh.spelt) {
            return;
        }
        fresh.spelt = true;
        Draft draft = entry(kind, fresh.key);
        draft.text("name", name);
        if (kind == Kind.TAG) {
            taxonomy.of(name).ifPresent(sign -> {
                draft.text("behaviour", sign.behaviour());
                draft.text("rule", sign.rule());
            });
        }
    }

    /** The owner with an e-mail address, if it is one. */
    Optional<String> owner(String email, String name) {
        String mail = Emails.key(email);
        if (!Emails.valid(mail)) {
            return Optional.empty();
        }
        String key = keys.computeIfAbsent("owner " + mail, _ -> "owner:" + hash.of(mail));
        turns.later(() -> {
            Draft draft = entry(Kind.OWNER, key);
            draft.text("email", mail);
            draft.text("name", name);
        });
        return Optional.of(key);
    }

    /** The product of a transaction or subscription. */
    Optional<String> product(String cellName, String cellId) {
        String name = Cells.text(cellName).orElse("");
        String id = Cells.text(cellId).orElse("");
        if (name.isEmpty() && id.isEmpty()) {
            return Optional.empty();
        }
        boolean plain = !id.isEmpty() && id.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        String key = plain
                ? "product:" + id
                : keys.computeIfAbsent("product " + name + id, _ -> "product:" + hash16(Names.fold(name + id)));
        turns.later(() -> {
            Draft draft = entry(Kind.PRODUCT, key);
            draft.text("name", name.isEmpty() ? id : name);
            draft.text("product_id", id);
        });
        return Optional.of(key);
    }

    /** The calendar of an appointment. */
    Optional<String> calendar(String name, String id) {
        if (name.isEmpty() && id.isEmpty()) {
            return Optional.empty();
        }
        boolean plain = !id.isEmpty() && id.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        Draft draft = entry(Kind.CALENDAR, "calendar:" + (plain ? id : hash16(Names.fold(name + id))));
        draft.text("name", name.isEmpty() ? id : name);
        return Optional.of(draft.key());
    }

    /** The pipeline of a deal; its stages in the order in which deals name them. */
    String pipeline(String name, String stage) {
        Draft draft = entry(Kind.PIPELINE, "pipeline:" + hash16(Names.fold(name)));
        draft.text("name", name);
        List<String> stages = draft.fields().get("stages") instanceof Value.Texts(List<String> texts)
                ? new ArrayList<>(texts)
                : new ArrayList<>();
        if (!stage.isEmpty() && !stages.contains(stage)) {
            stages.add(stage);
        }
        draft.fields().put("stages", new Value.Texts(stages));
        return draft.key();
    }

    /** Hands everything over. */
    void save(RecordTable records) {
        new TreeMap<>(entries).forEach((key, draft) -> {
            Named counted = named.get(key);
            if (counted != null) {
                draft.fields().put("contacts", new Value.Whole(counted.contacts.sum()));
            }
            records.put(draft, null, false);
        });
    }

    private Draft entry(Kind kind, String key) {
        return entries.computeIfAbsent(key, fresh -> new Draft(kind, fresh));
    }

    private String hash16(String text) {
        return hash.of(text).substring(0, 16);
    }
}
