package org.crmmigration.ingest.fold;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Amounts;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.table.Digest;
import org.crmmigration.messaging.record.Kind;

/** One row of the transaction log to one event; rows that cannot be used get their state here. */
final class TransactionRow {

    private static final List<String> SPREADSHEETS_DAMAGE =
            List.of("buyer_phone", "lead_id", "subscription_id", "parent_transaction_id");

    private final Session session;
    private final ContactLookup contacts;
    private final OrderRow orders;

    TransactionRow(Session session, ContactLookup contacts) {
        this.session = session;
        this.contacts = contacts;
        this.orders = new OrderRow(session);
    }

    void fold(StagedRow row) {
        Draft draft = new Draft(Kind.ORDER, "order:" + row.key());
        Findings findings = session.findings(row);
        Intake intake = new Intake(row, draft, findings);
        Optional<TransactionType> type = type(row);
        Optional<Instant> at = intake.moment("occurred_at", "occurred_at", Rule.T04);
        Optional<BigDecimal> amount = intake.number("amount", Rule.T05);
        Optional<Rule> broken = broken(intake, type, at, amount);
        if (broken.isPresent()) {
            session.state(row, RowState.REJECTED, broken.get().name());
            return;
        }
        TransactionType kind = type.orElseThrow();
        session.ranges().see(row, at.orElseThrow());
        doubts(intake);
        if (kind == TransactionType.PENDING) {
            session.state(row, RowState.EXCLUDED, "moves no money");
            return;
        }
        Optional<ContactLookup.Found> contact = contacts.refer(intake, draft, "lead_id", "buyer_email", Rule.T09);
        Optional<String> sub = Cells.text(row.cell("subscription_id")).map(Cells::id);
        insert(intake, draft, kind, at.orElseThrow(), amount.orElse(BigDecimal.ZERO), contact, sub);
        if (!kind.moneyIn() && !kind.moneyOut()) {
            session.state(
                    row,
                    sub.isPresent() ? RowState.MERGED : RowState.EXCLUDED,
                    sub.isPresent() ? "in the subscription's timeline" : "moves no money");
        }
    }

    private static void doubts(Intake intake) {
        if (!Cells.figures(intake.row().key())) {
            intake.doubt(Rule.T01, "transaction_id", "it is not a number");
        }
        for (String column : SPREADSHEETS_DAMAGE) {
            if (Cells.scientific(Cells.clean(intake.row().cell(column)))) {
                intake.say(Rule.F08, column, "scientific notation");
            }
        }
        Optional<String> named = Amounts.currency(Cells.clean(intake.row().cell("amount")));
        if (named.filter(code -> !code.equals(intake.currency("amount"))).isPresent()) {
            intake.doubt(Rule.T08, "amount", "the cell names another one than its column");
        }
        boolean stated = intake.row().file().currencyStated()
                || Cells.text(intake.row().cell("currency")).isPresent();
        if (!stated) {
            intake.doubt(
                    Rule.T08, "currency", "the row names none; " + ExportSettings.ASSUMED_CURRENCY + " is assumed");
        }
    }

    private static Optional<TransactionType> type(StagedRow row) {
        String word = Cells.text(row.cell("type"))
                .orElseGet(() -> Cells.text(row.cell("status")).orElse(""));
        return TransactionType.of(word);
    }

    private Optional<Rule> broken(
            Intake intake, Optional<TransactionType> type, Optional<Instant> at, Optional<BigDecimal> amount) {
        String amountCell = Cells.text(intake.row().cell("amount")).orElse("");
        if (type.isEmpty()) {
            intake.say(Rule.T03, intake.row().file().column("type") >= 0 ? "type" : "status", "");
            return Optional.of(Rule.T03);
        }
        if (at.isEmpty()) {
            if (Cells.text(intake.row().cell("occurred_at")).isEmpty()) {
                intake.say(Rule.T04, "occurred_at", "it is missing");
            }
            return Optional.of(Rule.T04);
        }
        if (at.get().isAfter(session.now().plus(1, ChronoUnit.DAYS))) {
            intake.say(Rule.T04, "occurred_at", "it lies in the future");
            return Optional.of(Rule.T04);
        }
        boolean needed = (type.get().moneyIn() || type.get().moneyOut()) && type.get() != TransactionType.CHARGEBACK;
        if (amount.isEmpty() && (needed || !amountCell.isEmpty())) {
            if (amountCell.isEmpty()) {
                intake.say(Rule.T05, "amount", "it is empty");
            }
            return Optional.of(Rule.T05);
        }
        return Optional.empty();
    }

    private void insert(
            Intake intake,
            Draft draft,
            TransactionType type,
            Instant at,
            BigDecimal amount,
            Optional<ContactLookup.Found> contact,
            Optional<String> sub) {
        StagedRow row = intake.row();
        String currency = intake.currency("amount");
        if (type.moneyIn()) {
            orders.read(intake, draft, type, amount, contact.isPresent());
            draft.createdAt(at);
        }
        String buyer = contact.map(found -> Long.toString(found.identity()))
                .or(() -> Cells.text(row.cell("lead_id")).map(id -> "lead " + id))
                .orElseGet(() -> row.mail());
        String product = Names.fold(Cells.clean(row.cell("product_name")));
        byte[] payload = type.moneyIn() || sub.isPresent() ? draft.pack() : new byte[0];
        Event event = new Event(
                row.key(),
                row.file().id(),
                row.line(),
                type,
                at.toEpochMilli(),
                contact.map(ContactLookup.Found::identity).orElse(-1L),
                sub.orElse(""),
                Digest.of(buyer + '|' + product + '|' + Cells.clean(row.cell("price_point"))),
                Cents.of(type.moneyOut() ? amount.abs() : amount),
                currency,
                Cells.text(row.cell("parent_transaction_id"))
                        .map(Cells::id)
                        .filter(parent -> !parent.equals("0"))
                        .orElse(""),
                Cells.text(row.cell("processor_transaction_id")).orElse(""),
                Cells.text(row.cell("payment_number"))
                        .filter(number -> !number.equals("0"))
                        .orElse(""));
        session.later(session.events().ready(event, payload));
    }
}
