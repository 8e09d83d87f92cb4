package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.table.Ordinals;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/** Subscriptions: from their file, and from the transactions alone where the file lacks them or there is none. */
final class SubscriptionFold {

    private final Session session;
    private final SubscriptionRow reader;
    private final Presence presence;
    private final EarlierStates earlier;
    private @Nullable Timeline timeline;
    private boolean ran;
    private long lastAt;
    private String open = "";
    private boolean stated;

    SubscriptionFold(Session session, ContactLookup contacts) {
        this.session = session;
        this.reader = new SubscriptionRow(session, contacts);
        this.presence = Presence.of(session, FileKind.SUBSCRIPTIONS);
        this.earlier = new EarlierStates(session, reader);
    }

    void run() {
        session.sql().script("drop table if exists scratch.subscription_row");
        session.sql().script("""
                create table scratch.subscription_row (
                  id text primary key, staged integer not null, gone integer not null, seen integer not null default 0)
                """);
        latestRows();
        stated = session.sql().number("select 1 from subscription_row limit 1").isPresent();
        timelines();
        withoutTimeline();
        states();
    }

    /** Notes the latest row of every subscription, and whether none of its rows stands in a file of this export. */
    private void latestRows() {
        List<FileView> files = new ArrayList<>(session.files().values().stream()
                .filter(file -> file.header().kind() == FileKind.SUBSCRIPTIONS)
                .sorted(Comparator.comparingLong(FileView::id))
                .toList());
        FileView.sort(files, file -> file);
        for (FileView file : files) {
            session.sql().run("""
                            insert into subscription_row (id, staged, gone)
                            select key, id, ? from staged where kind = 'SUBSCRIPTIONS' and file = ? order by id
                            on conflict (id) do update set staged = excluded.staged, gone = min(gone, excluded.gone)
                            """, presence.gone(file) ? 1 : 0, file.id());
        }
    }

    private boolean gone(String id) {
        return session.sql()
                .number("select 1 from subscription_row where id = ? and gone = 1", id)
                .isPresent();
    }

    private void timelines() {
        Events events = session.events();
        Ordinals ordered = new Ordinals();
        for (int event = 0; event < events.count(); event++) {
            if (events.number(event, Events.SUB) != 0) {
                ordered.add(event);
            }
        }
        ordered.sort(events.order()::compareInSubscription);
        long sub = 0;
        for (int i = 0; i < ordered.count(); i++) {
            int event = ordered.at(i);
            if (events.number(event, Events.SUB) != sub) {
                close();
                sub = events.number(event, Events.SUB);
                open = events.sub(event);
                timeline = new Timeline();
                ran = false;
            }
            Timeline current = Objects.requireNonNull(timeline);
            long at = events.number(event, Events.AT);
            ran |= SubscriptionRow.running(current.status()) && earlier.exportedBetween(lastAt, at);
            lastAt = at;
            add(current, events, event);
        }
        close();
    }

    private void add(Timeline current, Events events, int event) {
        TransactionType type = events.type(event);
        current.add(
                type,
                events.number(event, Events.AT),
                events.number(event, Events.IDENTITY),
                events.number(event, Events.AMOUNT),
                events.net(event),
                events.currency(event),
                events.draft(event));
        if (!type.moneyIn() && !type.moneyOut()) {
            FileView file = Objects.requireNonNull(session.files().get(events.file(event)));
            current.rows().add(new Row(file.name(), events.number(event, Events.LINE)));
        }
    }

    private void close() {
        Timeline whole = timeline;
        timeline = null;
        if (whole == null) {
            return;
        }
        Optional<StagedRow> row =
                !stated || session.sql().run("update subscription_row set seen = 1 where id = ?", open) == 0
                        ? Optional.empty()
                        : session.sql()
                                .first(
                                        "select " + StagedRow.COLUMNS
                                                + " from staged where id = (select staged from subscription_row where id = ?)",
                                        found -> StagedRow.of(session.files(), found),
                                        open);
        save(open, row, whole, ran);
    }

    private void withoutTimeline() {
        session.sql()
                .each(
                        "select " + StagedRow.COLUMNS + " from staged where id in (select staged from subscription_row"
                                + " where seen = 0) order by id",
                        row -> {
                            StagedRow staged = StagedRow.of(session.files(), row);
                            save(staged.key(), Optional.of(staged), new Timeline(), false);
                        });
    }

    private void save(String id, Optional<StagedRow> row, Timeline events, boolean paidEarlier) {
        if (row.isPresent() && reader.status(row.get(), events).isEmpty()) {
            Findings findings = session.findings(row.get());
            findings.add(Rule.S01, row.get().where("status"), "subscription:" + id, "");
            session.state(row.get(), RowState.REJECTED, Rule.S01.name());
            row = Optional.empty();
            if (events.status().isEmpty()) {
                return;
            }
        }
        String key = "subscription:" + session.keyPart(id);
        Draft draft = new Draft(Kind.SUBSCRIPTION, key);
        Optional<Long> identity = row.isPresent() ? reader.read(row.get(), draft, events) : derive(draft, id, events);
        figures(draft, events);
        if (!SubscriptionRow.running(draft.text("status")) && earlier.ran(id, row, paidEarlier)) {
            draft.fields().put("was_running", new Value.Flag(true));
        }
        draft.rows().addAll(events.rows());
        session.records().put(draft, identity.orElse(null), row.isPresent() && gone(id));
        row.ifPresent(own -> session.state(own, RowState.RECORD, ""));
    }

    private Optional<Long> derive(Draft draft, String id, Timeline events) {
        draft.text("subscription_id", id);
        draft.text("status", events.status().isEmpty() ? "ended" : events.status());
        draft.fields().put("derived", new Value.Flag(true));
        draft.fields().put("started_at", new Value.Moment(Instant.ofEpochMilli(events.startedAt())));
        draft.createdAt(Instant.ofEpochMilli(events.startedAt()));
        if (events.endedAt() > 0) {
            draft.fields().put("ended_at", new Value.Moment(Instant.ofEpochMilli(events.endedAt())));
        }
        if (events.lastAmount() >= 0) {
            draft.fields().put("amount", Cents.money(events.lastAmount(), events.currency()));
        }
        boolean trial = false;
        if (events.sample().size() > 0) {
            Draft payment = session.records().draft(events.sample());
            trial = events.rebills() == 0 && payment.fields().get("is_trial") instanceof Value.Flag(boolean on) && on;
            for (String name : List.of("product_name", "product_id", "price_point")) {
                draft.text(name, payment.text(name));
            }
            draft.references().putAll(payment.references());
            draft.references().remove("subscription");
            draft.flags().addAll(payment.flags());
        }
        draft.fields().put("is_trial", new Value.Flag(trial));
        return events.identity() < 0 ? Optional.empty() : Optional.of(events.identity());
    }

    private static void figures(Draft draft, Timeline events) {
        if (events.firstSale() >= 0) {
            draft.fields().put("first_sale_amount", Cents.money(events.firstSale(), events.currency()));
        }
        if (events.lastPaymentAt() > 0) {
            draft.fields().put("rebill_total", Cents.money(events.rebillTotal(), events.currency()));
            draft.fields().put("payments_total", Cents.money(events.paymentsTotal(), events.currency()));
            draft.fields().put("last_payment_at", new Value.Moment(Instant.ofEpochMilli(events.lastPaymentAt())));
        }
        draft.fields().put("rebill_count", new Value.Whole(events.rebills()));
        draft.text("timeline_status", events.status());
    }

    /** Rows that a later row of the same subscription replaced. */
    private void states() {
        session.sql().each("""
                        select s.file, s.line, s.key, s.mail, s.digest, s.cells, s.place, s.size, k.digest = s.digest from staged s
                        join subscription_row r on r.id = s.key join staged k on k.id = r.staged
                        where s.kind = 'SUBSCRIPTIONS' and s.id <> k.id
                        """, row -> {
            boolean same = row.number(9) == 1;
            session.state(
                    StagedRow.of(session.files(), row),
                    same ? RowState.REPEATED : RowState.MERGED,
                    "a later row counts");
        });
    }
}
