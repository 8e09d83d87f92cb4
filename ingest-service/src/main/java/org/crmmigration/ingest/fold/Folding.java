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
import org.crmmigration.ingest.stage.RecordHashes;
import org.crmmigration.ingest.stage.RowLog;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.ingest.table.Tables;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * Makes records of everything staged so far. Repeatable: what an interrupted attempt left is removed first, and the
 * result depends on the staged rows alone.
 */
public final class Folding {

    private final Sql sql;
    private final Staging staging;
    private final Payloads cells;
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
            Sql sql,
            Staging staging,
            Payloads cells,
            Payloads payloads,
            KeyedHash hash,
            Turns turns,
            Taxonomy taxonomy,
            Map<String, Answer> answers) {
        this.sql = sql;
        this.staging = staging;
        this.cells = cells;
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
     * @param generation the number of the generation that it leads to
     */
    public void fold(
            long export,
            long firstFile,
            int generation,
            ExportSettings settings,
            Findings findings,
            RowStates states,
            Instant now) {
        try (Tables tables = staging.tables();
                RowLog log = staging.log(sql)) {
            fold(tables, log, export, firstFile, generation, settings, findings, states, now);
        }
    }

    private void fold(
            Tables tables,
            RowLog log,
            long export,
            long firstFile,
            int generation,
            ExportSettings settings,
            Findings findings,
            RowStates states,
            Instant now) {
        prepare();
        sql.run(
                "delete from finding where export = ? and id > (select coalesce(max(findings), 0) from reading where export = ?)",
                export,
                export);
        states.beginFolding();
        Map<Long, FileView> files = FileView.all(sql, cells, settings);
        Session session = new Session(
                sql,
                export,
                settings,
                files,
                states,
                (rule, severity, where, key, detail) ->
                        turns.later(() -> findings.add(rule, severity, where, key, detail)),
                hash,
                new RecordTable(tables, payloads, turns),
                tables,
                new Events(tables, payloads),
                new Contacts(tables),
                new Vocabulary(hash, taxonomy, turns),
                turns,
                new FileRanges(),
                Inventory.catalogue(sql, files, "tag"),
                Inventory.catalogue(sql, files, "list"),
                new Conflicts(sql, cells, export, firstFile, hash, answers),
                () -> new RecordHashes(staging.hashes(generation - 1), tables),
                now);
        new ContactIdentities(sql, firstFile).resolve(hash);
        session.conflicts().resolve();
        CompanyGroups companies = new CompanyGroups(session);
        records(session, companies, log);
        session.ranges().save(sql);
        new SessionRules(session).check();
        new ChunkRules(session).check();
        states.saveFolding();
        Listing.write(session, companies, staging.listing());
        payloads.flush();
        sql.commit();
    }

    private void records(Session session, CompanyGroups companies, RowLog log) {
        ContactLookup contacts = new ContactLookup(session.sql(), session.contacts());
        OtherFiles others = new OtherFiles(session, contacts, companies);
        CustomFields customFields = CustomFields.of(session);
        others.owners();
        others.companies();
        new ContactFold(session, customFields, companies, Presence.of(session, FileKind.CONTACTS)).run();
        companies.save();
        new TransactionFold(session, contacts).run(new TransactionLog(session, log, cells));
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
