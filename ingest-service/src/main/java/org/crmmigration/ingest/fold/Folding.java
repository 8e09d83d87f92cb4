package org.crmmigration.ingest.fold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.behaviour.Taxonomy;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.conflict.Answer;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * Makes records of everything staged so far. Repeatable: what an interrupted attempt left is removed first, and the
 * result depends on the staged rows alone.
 */
public final class Folding {

    private final Sql sql;
    private final Payloads payloads;
    private final KeyedHash hash;
    private final Turns turns;
    private final Taxonomy taxonomy;
    private final Map<String, Answer> answers;

    /**
     * Folds in a staging database, hashing with the migration's secret.
     *
     * @param answers by conflict what people decided
     */
    public Folding(
            Sql sql, Payloads payloads, KeyedHash hash, Turns turns, Taxonomy taxonomy, Map<String, Answer> answers) {
        this.sql = sql;
        this.payloads = payloads;
        this.hash = hash;
        this.turns = turns;
        this.taxonomy = taxonomy;
        this.answers = answers;
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
        Map<Long, FileView> files = FileView.all(sql, settings);
        Session session = new Session(
                sql,
                export,
                settings,
                files,
                states,
                (rule, severity, where, key, detail) ->
                        turns.later(() -> findings.add(rule, severity, where, key, detail)),
                hash,
                new RecordTable(sql, payloads, turns),
                new Vocabulary(hash, taxonomy, turns),
                turns,
                new FileRanges(),
                Inventory.catalogue(sql, files, "tag"),
                Inventory.catalogue(sql, files, "list"),
                new Conflicts(sql, export, firstFile, hash, answers),
                now);
        new ContactIdentities(sql, firstFile).resolve(hash);
        session.conflicts().resolve();
        records(session);
        sql.script("create unique index scratch.record_key on record (key)");
        sql.script(
                "create index scratch.record_order on record (kind, created, sort, key, gone, identity, place, size)");
        session.ranges().save(sql);
        new SessionRules(session).check();
        new ChunkRules(session).check();
        states.saveFolding();
        payloads.flush();
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
        new CompanyRecords(session).save();
        new Duplicates(session).mark();
        new TransactionFold(session, contacts).run();
        new Refunds(session).link();
        new OrderFold(session).run();
        new SubscriptionFold(session, contacts).run();
        others.deals();
        new AppointmentFold(session, contacts).run();
        others.affiliates();
        new Inventory(session).run();
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
