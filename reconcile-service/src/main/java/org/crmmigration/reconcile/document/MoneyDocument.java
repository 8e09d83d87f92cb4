package org.crmmigration.reconcile.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.MoneyLine;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.report.Report;

/**
 * The money check: what the source says was paid and kept, against the values of won deals as commanded, as confirmed by
 * the CRM and as read back, by currency.
 */
final class MoneyDocument {

    private MoneyDocument() {}

    static Document of(Report report, OpenLedger ledger) {
        String run = Objects.requireNonNullElse(report.run(), "");
        List<MoneyLine> lines;
        try (LedgerQueries queries = ledger.queries()) {
            lines = queries.money(Objects.requireNonNullElse(report.export(), ""), run);
        }
        boolean agrees = lines.stream().allMatch(MoneyLine::agrees);
        boolean explained = lines.stream().allMatch(MoneyLine::explained);
        return new Document("money", "Money check", report.migration())
                .fact("run", report.run())
                .fact("agrees", agrees)
                .fact("explained", explained)
                .fact("currencies", lines)
                .verdict(explained, verdict(lines))
                .text(
                        "Paid: net amounts of all sales and rebills that were not left out. Won: the values of won deals made"
                                + " from orders and subscriptions. Confirmed: of those, what the CRM confirmed. Read back: of those,"
                                + " what was found with the same value afterwards. On other deals: paid, but on deals that were not"
                                + " won, such as those of running subscriptions. Not in deals: paid by what the mapping's choices"
                                + " make something else of, such as notes on ended subscriptions or rows of a table; left out of"
                                + " deals by choice. Unexplained: paid less these three.")
                .rows(
                        "Sums by currency",
                        List.of(
                                "Currency",
                                "Paid",
                                "Left out",
                                "Won",
                                "Confirmed",
                                "Read back",
                                "On other deals",
                                "Not in deals",
                                "Unexplained"),
                        lines.stream()
                                .map(line -> List.of(
                                        line.currency(),
                                        text(line.paid()),
                                        text(line.leftOut()),
                                        text(line.won()),
                                        text(line.confirmed()),
                                        text(line.readBack()),
                                        text(line.open()),
                                        text(line.elsewhere()),
                                        text(line.unexplained())))
                                .toList());
    }

    private static String verdict(List<MoneyLine> lines) {
        if (lines.isEmpty()) {
            return "There is no money in the orders of this export.";
        }
        if (lines.stream().allMatch(MoneyLine::agrees)) {
            return "The sums agree in every currency.";
        }
        return lines.stream().allMatch(MoneyLine::explained)
                ? "All that was won is in the CRM with its value, and all else that was paid is accounted for below."
                : "The sums do not agree; each difference is below.";
    }

    private static String text(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
