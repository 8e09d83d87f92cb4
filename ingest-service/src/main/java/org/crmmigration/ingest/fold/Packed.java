package org.crmmigration.ingest.fold;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.crmmigration.ingest.stage.FieldHashes;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A folded record as bytes, to which publication adds what other records say about it. What folding made is never taken
 * apart: it is hashed and copied to the topic as it stands. For the thread that opened it.
 */
public final class Packed {

    static final int FIELDS = 0;
    static final int REFERENCES = 1;
    static final int RAW = 2;
    static final int FLAGS = 3;
    static final int ROWS = 4;
    private static final int SECTIONS = 5;
    private static final int ADDED = 192;
    private static final String REFERENCE = "ref.";
    private static final String FLAGGED = "flags";

    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::word, Function.identity()));
    private static final ThreadLocal<BytesIn.Words> KNOWN = ThreadLocal.withInitial(BytesIn.Words::new);
    private static final ThreadLocal<BytesOut> MESSAGE = ThreadLocal.withInitial(() -> new BytesOut(1 << 12));

    private final byte[] bytes;
    private final Kind kind;
    private final String word;
    private final String key;
    private final @Nullable Long createdAt;
    private final int[] counts = new int[SECTIONS];
    private final int[] begins = new int[SECTIONS + 1];
    private final Map<String, String> references = new TreeMap<>(); // their order counts in the hash
    private final List<String> flags = new ArrayList<>(0);
    private final BytesOut moreFields = new BytesOut(ADDED);
    private final List<Row> moreRows = new ArrayList<>(0);
    private @Nullable PackedFields fields;

    /** Opens what {@link Draft#pack} made. */
    public Packed(byte[] bytes) {
        this.bytes = bytes;
        BytesIn in = new BytesIn(bytes, 0, KNOWN.get());
        word = in.word();
        kind = kind(word);
        key = in.text();
        createdAt = in.size() == 1 ? in.number() : null;
        int[] sizes = new int[SECTIONS];
        for (int i = 0; i < SECTIONS; i++) {
            counts[i] = in.size();
            sizes[i] = in.size();
        }
        begins[0] = in.at();
        for (int i = 0; i < SECTIONS; i++) {
            begins[i + 1] = begins[i] + sizes[i];
        }
        each(REFERENCES, reference -> references.put(reference.word(), reference.text()));
        each(FLAGS, flag -> flags.add(flag.word()));
    }

    /** The source key in the first bytes of what {@link Draft#pack} made; nothing when they do not hold all of it. */
    static Optional<String> key(byte[] head) {
        BytesIn in = new BytesIn(head, 0, KNOWN.get());
        in.skip(in.size());
        int length = in.size();
        return in.at() + length > head.length
                ? Optional.empty()
                : Optional.of(new String(head, in.at(), length, StandardCharsets.UTF_8));
    }

    static Kind kind(String word) {
        return Objects.requireNonNull(KINDS.get(word));
    }

    /** The words that the running thread has read before. */
    static BytesIn.Words words() {
        return KNOWN.get();
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Its source key. */
    public String key() {
        return key;
    }

    /** When it was created at the source. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt).map(Instant::ofEpochMilli);
    }

    /** Role to source key, to be added to. */
    public Map<String, String> references() {
        return references;
    }

    /** Its flags, to be added to; none twice. */
    public List<String> flags() {
        return flags;
    }

    /** Its fields. */
    public PackedFields fields() {
        PackedFields known = fields;
        if (known == null) {
            int size = begins[FIELDS + 1] - begins[FIELDS];
            byte[] whole = bytes;
            if (moreFields.used() > 0) {
                BytesOut joined = new BytesOut(size + moreFields.used());
                joined.raw(bytes, begins[FIELDS], size);
                joined.all(moreFields);
                whole = joined.take();
            }
            known = new PackedFields(whole, moreFields.used() > 0 ? 0 : begins[FIELDS], counts[FIELDS], KNOWN.get());
            fields = known;
        }
        return known;
    }

    /** Whether folding made a field that says yes. */
    boolean on(String name) {
        BytesIn in = new BytesIn(bytes, begins[FIELDS], KNOWN.get());
        for (int left = counts[FIELDS]; left > 0 && in.at() < begins[FIELDS + 1]; left--) {
            boolean found = in.isNext(name);
            if (found) {
                return ValueBytes.read(in) instanceof Value.Flag(boolean on) && on;
            }
            ValueBytes.skip(in);
        }
        return false;
    }

    /** Adds a field that it does not have. */
    public void add(String name, Value value) {
        moreFields.text(name);
        ValueBytes.write(moreFields, value);
        counts[FIELDS]++;
        fields = null;
    }

    /** Adds a text that it does not have, unless it is empty. */
    public void text(String name, String text) {
        if (!text.isEmpty()) {
            add(name, new Value.Text(text));
        }
    }

    /** Adds a row that it is made of. */
    public void add(Row row) {
        moreRows.add(row);
    }

    /** A field's text, empty when it has none. */
    public String text(String name) {
        return fields().value(name) instanceof Value.Text(String text) ? text : "";
    }

    /** The hash of what a reader of the record would see. */
    public String hash(KeyedHash hash) {
        return hash.of(List.of(fields().hash(hash), String.join("\n", references.values()), String.join("\n", flags)));
    }

    /** A number for each of its fields and references and one for its flags, by which a change is told: {@link FieldHashes}. */
    public long[] fieldHashes() {
        PackedFields known = fields();
        long[] numbers = new long[known.size() + references.size() + (flags.isEmpty() ? 0 : 1)];
        known.numbers(numbers);
        int next = known.size();
        for (Map.Entry<String, String> reference : references.entrySet()) {
            numbers[next++] = FieldHashes.field(
                    REFERENCE + reference.getKey(), reference.getValue().hashCode());
        }
        if (!flags.isEmpty()) {
            numbers[next] = FieldHashes.field(FLAGGED, flags.hashCode());
        }
        return numbers;
    }

    /** The names that {@link #fieldHashes} may stand for. */
    public Set<String> fieldNames() {
        PackedFields known = fields();
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < known.size(); i++) {
            names.add(known.name(i));
        }
        references.keySet().forEach(role -> names.add(REFERENCE + role));
        names.add(FLAGGED);
        return names;
    }

    /** The whole record, to be looked at. */
    public Draft draft() {
        Draft draft = new Draft(kind, key);
        draft.createdAt(createdAt().orElse(null));
        PackedFields known = fields();
        for (int i = 0; i < known.size(); i++) {
            draft.fields().put(known.name(i), known.value(i));
        }
        draft.references().putAll(references);
        each(RAW, in -> draft.raw().put(in.word(), in.text()));
        draft.flags().addAll(flags);
        each(ROWS, in -> draft.rows().add(new Row(in.word(), in.number())));
        draft.rows().addAll(moreRows);
        return draft;
    }

    /** Avro's binary form of the message, without what frames it. */
    public byte[] message(String export, long sequence, String hash, Change change) {
        BytesOut out = MESSAGE.get();
        out.text(export);
        out.number(sequence);
        out.text(word);
        out.text(key);
        out.text(hash);
        out.number(place(change));
        out.number(createdAt == null ? 0 : 1);
        if (createdAt != null) {
            out.number(createdAt);
        }
        begin(out, FIELDS, counts[FIELDS]);
        out.all(moreFields);
        out.number(0);
        if (!references.isEmpty()) {
            out.number(references.size());
            references.forEach((role, referred) -> {
                out.text(role);
                out.text(referred);
            });
        }
        out.number(0);
        begin(out, RAW, counts[RAW]);
        out.number(0);
        if (!flags.isEmpty()) {
            out.number(flags.size());
            flags.forEach(out::text);
        }
        out.number(0);
        begin(out, ROWS, counts[ROWS] + moreRows.size());
        moreRows.forEach(row -> DraftBytes.row(out, row));
        out.number(0);
        return out.take();
    }

    /** Where the schema has a change. */
    private static int place(Change change) {
        return switch (change) {
            case NEW -> 0;
            case CHANGED -> 1;
            case IDENTICAL -> 2;
            case VANISHED -> 3;
        };
    }

    private void begin(BytesOut out, int section, int many) {
        if (many > 0) {
            out.number(many);
            out.raw(bytes, begins[section], begins[section + 1] - begins[section]);
        }
    }

    /** Reads a section's things one after the other, without those added later. */
    private void each(int section, Consumer<BytesIn> read) {
        BytesIn in = new BytesIn(bytes, begins[section], KNOWN.get());
        while (in.at() < begins[section + 1]) {
            read.accept(in);
        }
    }
}
