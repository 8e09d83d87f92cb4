package org.crmmigration.reconcile.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.record.Finding.Severity;
import org.crmmigration.messaging.value.ObjectKey;

/** Questions to a ledger file, on a connection of their own. Closed after use; for one thread. */
public final class LedgerQueries implements AutoCloseable {

    private static final String RECORDS = """
            SELECT r.kind, COALESCE(
              (SELECT max(w.state) FROM origin o JOIN work w ON w.id = o.work
               WHERE o.run = ?1 AND o.key_hash = r.key_hash),
              (SELECT 8 FROM excluded x WHERE x.run = ?1 AND x.key_hash = r.key_hash), 0) AS final, count(*)
            FROM record r WHERE r.export = ?2 GROUP BY 1, 2""";
    private static final String WRITTEN = """
            SELECT object, hash, max(phase) FROM work
            WHERE run = ?1 AND phase < 90 AND crm_id IS NOT NULL AND state BETWEEN ?2 AND 4 AND status <> 'DELETED'
            GROUP BY object""";
    private static final String DIFFERENT =
            "SELECT COALESCE(NULLIF(different_fields, ''), 'object') FROM work WHERE run = ? AND phase = 90 AND different > 0";
    private static final String TYPES = """
            SELECT substr(object, 1, instr(object, '|') - 1), status, COALESCE(cause_code, ''), count(*) FROM work
            WHERE run = ? AND phase BETWEEN ? AND ? AND action IS NOT NULL AND status IS NOT NULL
            GROUP BY 1, 2, 3 ORDER BY min(phase), 1, 2""";
    private static final String EDITS = "SELECT ledger_offset FROM edit WHERE run = ? ORDER BY ledger_offset";
    private static final String RULES = """
            SELECT f.rule, f.severity, count(*), r.message, r.advice FROM finding f JOIN rule r ON r.rule = f.rule
            WHERE f.export = ? GROUP BY 1, 2 ORDER BY 3 DESC, 1""";
    private static final String EXCLUSIONS = """
            SELECT x.kind, x.reason, count(*), e.explanation
            FROM excluded x JOIN exclusion e ON e.run = x.run AND e.kind = x.kind AND e.reason = x.reason
            WHERE x.run = ? GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2""";

    private final Database database;

    LedgerQueries(Database database) {
        this.database = database;
    }

    /** How many records of an export ended in which state in a run, by kind. */
    public Map<String, Map<RecordState, Long>> records(String run, String export) {
        Map<String, Map<RecordState, Long>> kinds = new TreeMap<>();
        database.each(
                RECORDS,
                row -> kinds.computeIfAbsent(row.getString(1), _ -> new EnumMap<>(RecordState.class))
                        .put(RecordState.ofRank(row.getInt(2)), row.getLong(3)),
                run,
                export);
        return kinds;
    }

    /** Objects of a run that failed or are parked, grouped by cause, with up to five examples each. */
    public List<CauseGroup> causes(String run) {
        return new Failures(database).causes(run);
    }

    /** Objects of a run that failed or are parked, one by one. An empty code is every code. */
    public List<Stuck> stuck(String run, String code, int limit, long offset) {
        return new Failures(database).stuck(run, code, limit, offset);
    }

    /** Objects of a source key that failed or are parked in a run. */
    public List<String> stuckObjects(String run, String sourceKey) {
        return new Failures(database).stuckObjects(run, sourceKey);
    }

    /**
     * Every object of a run that is in the CRM, each once, with the hash of its command; always in the same order.
     *
     * @param changed only those the run itself changed
     */
    public void written(String run, boolean changed, BiConsumer<ObjectKey, String> reader) {
        int least = changed ? RecordState.ADOPTED.rank() : RecordState.UNCHANGED.rank();
        database.each(WRITTEN, row -> reader.accept(ObjectKey.parse(row.getString(1)), row.getString(2)), run, least);
    }

    /**
     * What a rollback should have brought about: every object it deleted, with the id that must be gone, and every object
     * it restored; always in the same order.
     */
    public void takenBack(String run, Consumer<RollbackPlan.Undo> reader) {
        Histories.each(
                database,
                history -> history.deeds().stream()
                        .filter(deed -> deed.run().equals(run))
                        .filter(deed -> deed.status() == Status.DELETED || deed.status() == Status.RESTORED)
                        .findFirst()
                        .ifPresent(deed -> reader.accept(new RollbackPlan.Undo(
                                history.key(), deed.status() == Status.RESTORED, history.lastCrmId()))));
    }

    /** Outcomes of a run by object type, status and cause; verifications apart. */
    public List<TypeCount> types(String run, boolean verification) {
        return database.list(
                TYPES,
                row -> new TypeCount(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                run,
                verification ? 90 : 0,
                verification ? 90 : 89);
    }

    /** Where on the ledger topic the values stand that persons changed, as a run met them. */
    public List<Long> edits(String run) {
        return database.list(EDITS, row -> row.getLong(1), run);
    }

    /** How often a logical field was found different by verification. */
    public Map<String, Long> differentFields(String run) {
        Map<String, Long> fields = new TreeMap<>();
        database.each(
                DIFFERENT,
                row -> {
                    for (String field : row.getString(1).split(",", -1)) {
                        if (!field.isBlank()) {
                            fields.merge(field.strip(), 1L, Long::sum);
                        }
                    }
                },
                run);
        return fields;
    }

    /** Findings about an export, counted by rule. */
    public List<RuleCount> rules(String export) {
        return database.list(
                RULES,
                row -> new RuleCount(
                        row.getString(1),
                        Severity.valueOf(row.getString(2)),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5)),
                export);
    }

    /** Records a run left out, counted by kind and reason. */
    public List<Exclusion> exclusions(String run) {
        return database.list(
                EXCLUSIONS,
                row -> new Exclusion(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
                run);
    }

    /** Everything known about one source key or crm id, over all runs. */
    public Explanation explain(String key) {
        return new Explaining(database).explain(key);
    }

    @Override
    public void close() {
        database.close();
    }

    /** What the loader noted at the account before it wrote, the gravest first. */
    public List<DestinationSchema.Note> accountNotes() {
        return database.list(
                "SELECT severity, code, text FROM account_note ORDER BY severity DESC, id",
                row -> new DestinationSchema.Note(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** Objects that a run made anew because the account had several records like them. */
    public List<String> ambiguous(String run) {
        return database.list(
                "SELECT object FROM work WHERE run = ? AND ambiguous = 1 ORDER BY id", row -> row.getString(1), run);
    }

    /** Sums of money by currency: as the source has them, and as a run's deals have them. */
    public List<MoneyLine> money(String export, String run) {
        return new MoneySums(database).of(export, run);
    }

    /** How many objects of a type ended in a status for a cause; an empty code is none. */
    public record TypeCount(String objectType, String status, String code, long count) {}

    /** A rule and how often it was met. */
    public record RuleCount(String rule, Severity severity, long count, String message, String advice) {}

    /** A reason records of a kind were left out for. */
    public record Exclusion(String kind, String reason, long count, String explanation) {}
}
