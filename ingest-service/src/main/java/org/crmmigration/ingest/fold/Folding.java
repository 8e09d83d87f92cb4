package org.crmmigration.ingest.fold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * Makes records of everything staged so far. Repeatable: what an interrupted attempt left is removed first, and the
 * result depends on the staged rows alone.
 */
public final class Folding {

    private final Sql sql;
    private final KeyedHash hash;
    private final Turns turns;

    /** Folds in a staging database, hashing with the migration's secret. */
    public Folding(Sql sql, KeyedHash hash, Turns turns) {
        this.sql = sql;
        this.hash = hash;
        this.turns = turns;
    }

    /**
     * Folds.
     *
     * @param export the sequence number of the export in work
     * @param firstFile its first file
     */
    public void fold(
            long export, long firstFile, ExportSettings settings, Findings findings, RowStates states, Instant now) {
        prepare();
        sql.run(
                "delete from finding where export = ? and id > (select coalesce(max(findings), 0) from reading where export = ?)",
                export,
                export);
        states.beginFolding();
        Session session = new Session(
                sql,
                export,
                settings,
                FileView.all(sql, settings),
                states,
                (rule, severity, where, key, detail) ->
                        turns.later(() -> findings.add(rule, severity, where, key, detail)),
                hash,
                new RecordTable(sql, turns),
                new Vocabulary(hash, turns),
                turns,
                now);
        new ContactIdentities(sql, firstFile).resolve(hash);
        records(session);
        sql.script("create unique index scratch.record_key on record (key)");
        sql.script("create index scratch.record_order on record (kind, created, sort, key)");
        new SessionRules(session).check();
        states.saveFolding();
        sql.commit();
    }

    private static void records(Session session) {
        ContactLookup contacts = new ContactLookup(session.sql());
        CompanyGroups companies = new CompanyGroups(session);
        OtherFiles others = new OtherFiles(session, contacts, companies);
        CustomFields customFields = CustomFields.of(session);
        others.owners();
        others.companies();
        new ContactFold(session, customFields, companies, Presence.of(session, FileKind.CONTACTS)).run();
        companies.save();
        new TransactionFold(session, contacts).run();
        new Refunds(session).link();
        new OrderFold(session).run();
        new SubscriptionFold(session, contacts).run();
        others.deals();
        new AppointmentFold(session, contacts).run();
        others.affiliates();
        customFields.save(session.records());
        session.vocabulary().save(session.records());
    }

    private void prepare() {
        sql.script("create index if not exists staged_key on staged (kind, key)");
        sql.script("create index if not exists staged_mail on staged (mail) where kind = 'CONTACTS'");
        try (InputStream in = Objects.requireNonNull(Sql.class.getResourceAsStream("folding.sql"))) {
            sql.script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
