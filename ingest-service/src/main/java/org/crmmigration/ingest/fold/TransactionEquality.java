package org.crmmigration.ingest.fold;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;
import org.crmmigration.ingest.normal.Amounts;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Dates;
import org.crmmigration.ingest.normal.Stamp;
import org.crmmigration.ingest.read.ColumnRole;

/**
 * Whether two rows of one transaction say the same in the columns that both files have, in whatever order those stand and
 * however dates and amounts are written.
 */
final class TransactionEquality {

    private TransactionEquality() {}

    static boolean same(StagedRow one, StagedRow other) {
        for (String name : one.file().header().names()) {
            if (other.file().column(name) >= 0 && !same(name, one, other)) {
                return false;
            }
        }
        return true;
    }

    /** How many cells of a row hold something; of two that say the same the one that says more counts. */
    static long filled(StagedRow row) {
        return row.cells().stream().filter(cell -> Cells.text(cell).isPresent()).count();
    }

    private static boolean same(String name, StagedRow one, StagedRow other) {
        String mine = Cells.text(one.cell(name)).orElse("");
        String theirs = Cells.text(other.cell(name)).orElse("");
        if (mine.equalsIgnoreCase(theirs)) {
            return true;
        }
        if (name.equals("type") || name.equals("status")) {
            return agree(TransactionType.of(mine), TransactionType.of(theirs));
        }
        return switch (ColumnRole.of(name)) {
            case DATE -> agree(date(one, name, mine), date(other, name, theirs));
            case AMOUNT -> agree(amount(one, name, mine), amount(other, name, theirs));
            case NAMES, CUSTOM, OTHER -> false;
        };
    }

    private static boolean agree(Optional<?> mine, Optional<?> theirs) {
        return mine.isPresent() && mine.equals(theirs);
    }

    private static Optional<LocalDateTime> date(StagedRow row, String name, String text) {
        return Dates.parse(text, row.file().order(row.file().column(name))).map(Stamp::local);
    }

    private static Optional<BigDecimal> amount(StagedRow row, String name, String text) {
        return Amounts.parse(text, row.file().commaDecimal(row.file().column(name)))
                .map(BigDecimal::stripTrailingZeros);
    }
}
