package org.crmmigration.ingest.read;

import java.util.Set;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.ColumnProfile;

/** What has to be known of a column as a whole before its cells can be read. */
public enum ColumnRole {
    DATE,
    AMOUNT,
    NAMES,
    CUSTOM,
    OTHER;

    private static final Set<String> DATES = Set.of("start", "start_day", "end", "close_date");
    private static final Set<String> AMOUNTS = Set.of(
            "amount",
            "base_amount",
            "tax_amount",
            "shipping_amount",
            "discount_amount",
            "revenue",
            "net_profit",
            "next_payment_amount",
            "trial_amount",
            "earned",
            "reserve",
            "due",
            "paid",
            "affiliate_amount");
    private static final Set<String> LISTS = Set.of("tags", "lists", "products", "options", "sequences");

    /** The role of a canonical column. */
    public static ColumnRole of(String column) {
        if (column.startsWith("custom.") || column.startsWith("extra.")) {
            return CUSTOM;
        }
        if (column.endsWith("_at") || DATES.contains(column)) {
            return DATE;
        }
        if (AMOUNTS.contains(column)) {
            return AMOUNT;
        }
        if (LISTS.contains(column)) {
            return NAMES;
        }
        return OTHER;
    }

    void look(ColumnProfile profile, String cell) {
        if (this == OTHER || cell.isEmpty()) {
            return;
        }
        String text = Cells.clean(cell);
        if (Cells.nothing(text)) {
            return;
        }
        switch (this) {
            case DATE -> profile.date(text);
            case AMOUNT -> profile.amount(text);
            case NAMES -> profile.names(text);
            case CUSTOM -> profile.anything(text);
            case OTHER -> {}
        }
    }
}
