package org.crmmigration.reconcile.ledger;

import java.math.BigDecimal;
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
import org.jspecify.annotations.Nullable;

/** Questions to a ledger file, on a connection of their own. Closed after use; for one thread. */
public final class LedgerQueries implements AutoCloseable {

    private static final String RECORDS = """
            SELECT r.kind, COALESCE(
              (SELECT max(w.state) FROM origin o JOIN work w ON w.id = o.work
               WHERE o.run = ?1 AND o.key_hash = r.key_hash),
              (SELECT 8 FROM excluded x WHERE x.run = ?1 AND x.key_hash = r.key_hash), 0) AS final, count(*)
            FROM record r WHERE r.export = ?2 GROUP BY 1, 2""";
    private static final String CAUSES = """
            SELECT status, COALESCE(cause_code, ''), count(*), min(COALESCE(cause_message, ''))
            FROM work WHERE run = ? AND state IN (5, 6) GROUP BY 1, 2 ORDER BY 3 DESC, 2""";
    private static final String STUCK = """
            SELECT phase, object, status, COALESCE(cause_code, ''), COALESCE(cause_message, ''), cause_field, cause_parent,
              http_status, request_id, calls
            FROM work WHERE run = ?1 AND state IN (5, 6) AND (?2 = '' OR cause_code = ?2)
            ORDER BY phase, object LIMIT ?3 OFFSET ?4""";
    private static final String WRITTEN = """
            SELECT object, hash, max(phase) FROM work
            WHERE run = ?1 AND phase < 90 AND crm_id IS NOT NULL AND state BETWEEN ?2 AND 4 AND status <> 'DELETED'
            GROUP BY object""";
    private static final String STUCK_OBJECTS =
            "SELECT DISTINCT object FROM work WHERE run = ?1 AND state IN (5, 6) AND object LIKE '%|' || ?2";
    private static final String DIFFERENT =
            "SELECT COALESCE(NULLIF(different_fields, ''), 'object') FROM work WHERE run = ? AND phase = 90 AND different > 0";
    private static final String MONEY = """
            WITH part AS (
              SELECT s.currency, CASE WHEN x.key_hash IS NULL THEN units ELSE 0 END AS paid,
                CASE WHEN x.key_hash IS NULL THEN 0 ELSE units END AS left_out, 0 AS won, 0 AS confirmed, 0 AS read_back,
                CASE WHEN x.key_hash IS NULL AND l.place = 1 THEN units ELSE 0 END AS open,
                CASE WHEN x.key_hash IS NULL AND l.place = 0 THEN units ELSE 0 END AS elsewhere
              FROM source_money s LEFT JOIN excluded x
                ON x.run = ?2 AND x.key_hash = s.key_hash AND x.reason <> 'totalled'
              LEFT JOIN landing l ON l.run = ?2 AND l.source_hash = s.carrier_hash
              WHERE s.export = ?1
              UNION ALL
              SELECT d.currency, 0, 0, units, CASE WHEN w.state BETWEEN 1 AND 4 THEN units ELSE 0 END,
                CASE WHEN v.status IN ('VERIFIED', 'DIFFERENT') AND v.cause_code IS NULL
                  AND instr(',' || COALESCE(v.different_fields, '') || ',', ',value,') = 0
                  AND instr(',' || COALESCE(v.different_fields, '') || ',', ',revenue,') = 0 THEN units ELSE 0 END, 0, 0
              FROM deal_money d
              JOIN work w ON w.run = d.run AND w.phase = d.phase AND w.key_hash = d.key_hash AND w.action IS NOT NULL
              LEFT JOIN work v ON v.run = d.run AND v.phase = 90 AND v.key_hash = d.key_hash
              WHERE d.run = ?2)
            SELECT currency, sum(paid), sum(left_out), sum(won), sum(confirmed), sum(read_back), sum(open), sum(elsewhere)
            FROM part GROUP BY currency ORDER BY currency""";
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
        return database
                .list(
                        CAUSES,
                        row -> new CauseGroup(
                                row.getString(1), row.getString(2), row.getLong(3), row.getString(4), List.of()),
                        run)
                .stream()
                .map(group -> group.with(stuck(run, group.code(), 100, 0).stream()
                        .filter(group::holds)
                        .limit(5)
                        .toList()))
                .toList();
    }

    /** Objects of a run that failed or are parked, one by one. An empty code is every code. */
    public List<Stuck> stuck(String run, String code, int limit, long offset) {
        return database.list(
                STUCK,
                row -> new Stuck(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        (Integer) row.getObject(8),
                        row.getString(9),
                        row.getLong(10)),
                run,
                code,
                limit,
                offset);
    }

    /** Objects of a source key that failed or are parked in a run. */
    public List<String> stuckObjects(String run, String sourceKey) {
        return database.list(STUCK_OBJECTS, row -> row.getString(1), run, sourceKey).stream()
                .filter(object -> object.endsWith("|" + sourceKey))
                .toList();
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

    /** Sums of money by currency: as the source has them, and as a run's deals have them. */
    public List<MoneyLine> money(String export, String run) {
        return database.list(
                MONEY,
                row -> new MoneyLine(
                        row.getString(1),
                        MoneyTable.amount(row.getLong(2)),
                        MoneyTable.amount(row.getLong(3)),
                        MoneyTable.amount(row.getLong(4)),
                        MoneyTable.amount(row.getLong(5)),
                        MoneyTable.amount(row.getLong(6)),
                        MoneyTable.amount(row.getLong(7)),
                        MoneyTable.amount(row.getLong(8))),
                export,
                run);
    }

    /**
     * Sums of one currency.
     *
     * @param paid net amounts of the orders that were not left out; one that another record totals is not
     * @param leftOut those of the orders that were
     * @param won values of won deals as commanded
     * @param confirmed those the CRM confirmed
     * @param readBack those that were found with the same value afterwards
     * @param open of what was paid, what landed on deals that were not won, such as those of running subscriptions
     * @param elsewhere of what was paid, what the mapping's choices make something else than a deal of, such as a note or a row
     *     of a table
     */
    public record MoneyLine(
            String currency,
            BigDecimal paid,
            BigDecimal leftOut,
            BigDecimal won,
            BigDecimal confirmed,
            BigDecimal readBack,
            BigDecimal open,
            BigDecimal elsewhere) {

        /** Whether all sums but what was left out are the same. */
        public boolean agrees() {
            return paid.compareTo(won) == 0 && landed();
        }

        /** What was paid and is nowhere to be found. */
        public BigDecimal unexplained() {
            return paid.subtract(won).subtract(open).subtract(elsewhere);
        }

        /** Whether everything that was paid is accounted for, and what was won is in the CRM with its value. */
        public boolean explained() {
            return unexplained().signum() == 0 && landed();
        }

        /** Whether what was won is in the CRM with its value. */
        public boolean landed() {
            return won.compareTo(confirmed) == 0 && confirmed.compareTo(readBack) == 0;
        }
    }

    /** How many objects of a type ended in a status for a cause; an empty code is none. */
    public record TypeCount(String objectType, String status, String code, long count) {}

    /**
     * A cause and how many objects it stopped.
     *
     * @param message what was said of one of them, cleared of personal data
     * @param examples up to five objects
     * @param httpStatus of the first example, when the CRM answered
     * @param requestId the CRM's own id of that call, for its support
     * @param advice what to do
     */
    public record CauseGroup(
            String status,
            String code,
            long count,
            String message,
            List<String> examples,
            @Nullable Integer httpStatus,
            @Nullable String requestId,
            String advice) {

        CauseGroup(String status, String code, long count, String message, List<String> examples) {
            this(status, code, count, message, examples, null, null, Advice.of(code));
        }

        boolean holds(Stuck stuck) {
            return stuck.status().equals(status) && stuck.code().equals(code);
        }

        CauseGroup with(List<Stuck> stuck) {
            List<String> objects = stuck.stream().map(Stuck::object).toList();
            Stuck first = stuck.isEmpty() ? null : stuck.getFirst();
            return new CauseGroup(
                    status,
                    code,
                    count,
                    message,
                    objects,
                    first == null ? null : first.httpStatus(),
                    first == null ? null : first.requestId(),
                    advice);
        }
    }

    /** One object that failed or is parked. */
    public record Stuck(
            int phase,
            String object,
            String status,
            String code,
            String message,
            @Nullable String field,
            @Nullable String parent,
            @Nullable Integer httpStatus,
            @Nullable String requestId,
            long calls) {}

    /** A rule and how often it was met. */
    public record RuleCount(String rule, Severity severity, long count, String message, String advice) {}

    /** A reason records of a kind were left out for. */
    public record Exclusion(String kind, String reason, long count, String explanation) {}
}
