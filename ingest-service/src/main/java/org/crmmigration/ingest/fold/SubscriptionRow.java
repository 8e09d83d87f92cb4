package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Flags;
import org.crmmigration.messaging.value.Value;

/** One row of a subscriptions file. */
final class SubscriptionRow {

    private static final Map<String, String> STATUSES = Map.ofEntries(
            Map.entry("active", "active"),
            Map.entry("running", "active"),
            Map.entry("trialing", "active"),
            Map.entry("trial", "active"),
            Map.entry("paused", "paused"),
            Map.entry("on hold", "paused"),
            Map.entry("suspended", "paused"),
            Map.entry("frozen", "paused"),
            Map.entry("cancelled", "cancelled"),
            Map.entry("canceled", "cancelled"),
            Map.entry("cancellation requested", "cancelled"),
            Map.entry("terminated", "ended"),
            Map.entry("ended", "ended"),
            Map.entry("completed", "ended"),
            Map.entry("finished", "ended"),
            Map.entry("expired", "ended"),
            Map.entry("failed", "past_due"),
            Map.entry("past due", "past_due"));

    private final Session session;
    private final ContactLookup contacts;

    SubscriptionRow(Session session, ContactLookup contacts) {
        this.session = session;
        this.contacts = contacts;
    }

    /** The status in the row's words; where it has none, what the transactions say, else whether it has ended. */
    Optional<String> status(StagedRow row, Timeline events) {
        Optional<String> word = Cells.text(row.cell("status"));
        if (word.isPresent()) {
            return Optional.ofNullable(STATUSES.get(Cells.word(word.get())));
        }
        String silent = Cells.text(row.cell("ended_at")).isPresent() ? "cancelled" : "active";
        return Optional.of(events.status().isEmpty() ? silent : events.status());
    }

    /** Whether a status is one of a subscription that is being paid, or should be. */
    static boolean running(String status) {
        return status.equals("active") || status.equals("past_due");
    }

    /** Fills the draft; answers the subscriber's identity. */
    Optional<Long> read(StagedRow row, Draft draft, Timeline events) {
        Intake intake = new Intake(row, draft, session.findings(row));
        String status = status(row, events).orElseThrow();
        draft.text("subscription_id", Session.nameless(row.key()) ? "" : row.key());
        draft.text("status", status);
        draft.fields().put("derived", new Value.Flag(false));
        intake.texts(
                "product_name",
                "product_id",
                "price_point",
                "membership_name",
                "membership_level",
                "current_installment",
                "installments_left",
                "processor");
        Optional<Instant> start = intake.moment("started_at", "started_at", Rule.S02);
        Optional<Instant> end = intake.moment("ended_at", "ended_at", Rule.S02);
        draft.createdAt(start.orElse(null));
        start.ifPresent(at -> session.ranges().see(row, at));
        intake.moment("next_payment_at", "next_payment_at", Rule.S02);
        intake.part("next_payment_amount", "next_payment_amount", Rule.T05);
        if (intake.part("amount", "amount", Rule.T05).isEmpty()
                && draft.fields().get("next_payment_amount") instanceof Value.Money next) {
            draft.fields().put("amount", next);
        }
        intake.currencyDoubt();
        boolean trial = Flags.parse(Cells.clean(row.cell("is_trial")))
                .orElse(row.cell("status").strip().toLowerCase(Locale.ROOT).startsWith("trial"));
        draft.fields().put("is_trial", new Value.Flag(trial));
        session.vocabulary()
                .product(row.cell("product_name"), row.cell("product_id"))
                .ifPresent(product -> draft.references().put("product", product));
        intake.extras();
        Optional<Interval> interval = interval(intake, draft);
        boolean unread = start.isEmpty() && Cells.text(row.cell("started_at")).isPresent();
        if (!unread) {
            doubts(intake, start, end);
        }
        contradiction(intake, status, end.isPresent());
        timeline(intake, status, interval, events);
        return contacts.refer(intake, draft, "lead_id", "customer_email", Rule.S06)
                .map(ContactLookup.Found::identity);
    }

    private static Optional<Interval> interval(Intake intake, Draft draft) {
        Optional<String> text = intake.text("interval", "interval");
        Optional<Interval> interval = text.flatMap(Interval::of);
        interval.ifPresent(known -> {
            draft.fields().put("interval_count", new Value.Whole(known.count()));
            draft.text("interval_unit", known.unit());
        });
        if (text.isPresent() && interval.isEmpty()) {
            intake.say(Rule.S04, "interval", "");
        }
        return interval;
    }

    private static void doubts(Intake intake, Optional<Instant> start, Optional<Instant> end) {
        if (start.isEmpty() || (end.isPresent() && end.get().isBefore(start.get()))) {
            intake.say(Rule.S02, "started_at", "");
        }
    }

    private static void contradiction(Intake intake, String status, boolean ended) {
        if ((status.equals("active") && ended) || (status.equals("cancelled") && !ended)) {
            intake.say(Rule.S03, "ended_at", "");
        }
    }

    private void timeline(Intake intake, String status, Optional<Interval> interval, Timeline events) {
        boolean active = status.equals("active");
        boolean paidUp = status.equals("ended")
                && intake.figure("installments_left")
                        .filter(left -> left.signum() == 0)
                        .isPresent();
        if (!events.status().isEmpty()
                && running(status) != running(events.status())
                && !status.equals("paused")
                && !paidUp) {
            intake.say(Rule.S05, "status", "");
        }
        if (active && interval.isPresent() && events.lastPaymentAt() > 0) {
            Instant due = interval.get().after(Instant.ofEpochMilli(events.lastPaymentAt()), 2);
            Instant exported = intake.row().file().exportedAt();
            if (due.isBefore(exported.isBefore(session.now()) ? exported : session.now())) {
                intake.say(Rule.S07, "status", "");
            }
        }
    }
}
