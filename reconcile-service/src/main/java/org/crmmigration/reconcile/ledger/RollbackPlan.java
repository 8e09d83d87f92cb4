package org.crmmigration.reconcile.ledger;

import java.util.List;
import java.util.function.Consumer;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.reconcile.ledger.Undoing.Intention;
import org.crmmigration.reconcile.ledger.Undoing.Item;
import org.jspecify.annotations.Nullable;

/**
 * What of a migration's writes would be taken back, worked out from the ledger alone and kept in a table of this
 * connection. For one thread; closed after use.
 */
public final class RollbackPlan implements AutoCloseable {

    private static final String TABLE = """
            CREATE TEMP TABLE taking_back (
              object TEXT NOT NULL, type TEXT NOT NULL, phase INTEGER NOT NULL, intention TEXT NOT NULL, crm_id TEXT,
              position INTEGER NOT NULL)""";
    private static final String ADD = "INSERT INTO taking_back VALUES (?, ?, ?, ?, ?, ?)";
    private static final String STEPS = """
            SELECT phase, type, count(*) FROM taking_back WHERE intention IN ('DELETE', 'RESTORE')
            GROUP BY phase, type ORDER BY phase DESC, min(position) DESC""";
    private static final String OF_STEP = """
            SELECT object, intention, crm_id FROM taking_back
            WHERE phase = ? AND type = ? AND intention IN ('DELETE', 'RESTORE') ORDER BY position""";
    private static final String IN_CRM =
            "SELECT object, intention, crm_id FROM taking_back WHERE crm_id IS NOT NULL ORDER BY phase, position";
    private static final String COUNTS = """
            SELECT type,
              sum(intention = 'DELETE' AND crm_id IS NOT NULL), sum(intention = 'DELETE' AND crm_id IS NULL),
              sum(intention = 'RESTORE'), sum(intention = 'ADOPTED'), sum(intention = 'EARLIER')
            FROM taking_back GROUP BY type ORDER BY max(phase) DESC, min(position) DESC""";

    private final Database database;

    private RollbackPlan(Database database) {
        this.database = database;
    }

    /**
     * Works it out.
     *
     * @param before the run the plan is for, which is not looked at itself; empty looks at all runs
     */
    static RollbackPlan of(Database database, RunScope scope, String before) {
        RollbackPlan plan = new RollbackPlan(database);
        database.script(TABLE);
        database.transaction(() -> Histories.each(database, history -> {
            Item item = Undoing.of(history, scope, before);
            if (item != null) {
                plan.add(item);
            }
        }));
        return plan;
    }

    private void add(Item item) {
        database.update(
                ADD,
                item.key().toString(),
                item.key().objectType(),
                item.phase(),
                item.intention().name(),
                item.crmId(),
                item.position());
    }

    /** Objects of one type that one phase wrote; steps are taken in their order, what refers before what is referred to. */
    public record Step(int phase, String objectType, long objects) {}

    /** One object. restore is false for those that are deleted. */
    public record Undo(
            ObjectKey key, boolean restore, @Nullable String crmId) {}

    /**
     * Objects of a type.
     *
     * @param delete created by the migration
     * @param unanswered commands without an outcome: the object may be there, and is deleted if it is
     * @param restore were there before and were changed
     * @param adopted were there before and were not changed: stay
     * @param earlier were changed by an earlier run too: stay as they are
     */
    public record Count(String objectType, long delete, long unanswered, long restore, long adopted, long earlier) {}

    /** The steps in their order. */
    public List<Step> steps() {
        return database.list(STEPS, row -> new Step(row.getInt(1), row.getString(2), row.getLong(3)));
    }

    /** The objects of a step, always in the same order. */
    public void each(Step step, Consumer<Undo> reader) {
        database.each(
                OF_STEP,
                row -> reader.accept(undo(row.getString(1), row.getString(2), row.getString(3))),
                step.phase(),
                step.objectType());
    }

    /** Every object that is in the CRM, those that stay included; always in the same order. */
    public void inCrm(Consumer<Undo> reader) {
        database.each(IN_CRM, row -> reader.accept(undo(row.getString(1), row.getString(2), row.getString(3))));
    }

    /** Counts by type, in the order they are taken back. */
    public List<Count> counts() {
        return database.list(
                COUNTS,
                row -> new Count(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
    }

    @Override
    public void close() {
        database.close();
    }

    private static Undo undo(String object, String intention, @Nullable String crmId) {
        return new Undo(ObjectKey.parse(object), intention.equals(Intention.RESTORE.name()), crmId);
    }
}
