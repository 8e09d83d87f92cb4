package org.crmmigration.ingest.fold;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Amounts;
import org.crmmigration.ingest.normal.Catalogue;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Dates;
import org.crmmigration.ingest.normal.Flags;
import org.crmmigration.ingest.normal.Stamp;
import org.crmmigration.messaging.record.Finding.Severity;
import org.crmmigration.messaging.value.Value;

/**
 * Moves cells of one row into a draft, normalised. What normalising changes is kept raw beside it; what cannot be read
 * leads to a finding, when a rule is named, and is kept raw as well.
 */
final class Intake {

    /** Whole digits of the largest amount; beyond it a cell holds something else. */
    private static final int MOST_DIGITS = 13;

    private final StagedRow row;
    private final Draft draft;
    private final Findings findings;

    Intake(StagedRow row, Draft draft, Findings findings) {
        this.row = row;
        this.draft = draft;
        this.findings = findings;
        draft.rows().add(row.place());
    }

    StagedRow row() {
        return row;
    }

    /** Texts that keep their column's name. */
    void texts(String... columns) {
        for (String column : columns) {
            text(column, column);
        }
    }

    Optional<String> text(String column, String field) {
        String cell = row.cell(column);
        return cell.isEmpty() ? Optional.empty() : put(field, cell, Cells.text(cell), Value.Text::new);
    }

    /** The id of something, without what spreadsheets put around numbers. */
    Optional<String> id(String column) {
        return put(column, column, Cells.text(row.cell(column)).map(Cells::id), Value.Text::new);
    }

    Optional<String> name(String column) {
        String cell = row.cell(column);
        return cell.isEmpty() ? Optional.empty() : put(column, cell, Cells.name(cell), Value.Text::new);
    }

    Optional<Instant> moment(String column, String field, Rule unreadable) {
        Optional<Instant> at = instant(column, unreadable);
        at.ifPresent(instant -> {
            draft.fields().put(field, new Value.Moment(instant));
            draft.raw().put(field, row.cell(column));
        });
        return at;
    }

    Optional<LocalDate> day(String column, String field, Rule unreadable) {
        Optional<LocalDate> day =
                stamp(column, unreadable).map(stamp -> stamp.local().toLocalDate());
        day.ifPresent(date -> draft.fields().put(field, new Value.Day(date)));
        return day;
    }

    /** The instant a cell states, without a field. */
    Optional<Instant> instant(String column, Rule unreadable) {
        return stamp(column, unreadable)
                .map(stamp -> stamp.in(row.file().settings().zone()));
    }

    Optional<BigDecimal> money(String column, String field, Rule unreadable) {
        Optional<BigDecimal> amount = number(column, unreadable);
        amount.ifPresent(number -> draft.fields().put(field, new Value.Money(number, currency(column))));
        return amount;
    }

    /** An amount that is only kept: one that cannot be read is a doubt, whatever the rule's own severity. */
    Optional<BigDecimal> part(String column, String field, Rule unreadable) {
        Optional<BigDecimal> amount = figure(column);
        amount.ifPresent(number -> draft.fields().put(field, new Value.Money(number, currency(column))));
        if (amount.isEmpty() && Cells.text(row.cell(column)).isPresent()) {
            draft.raw().put(column, row.cell(column));
            doubt(unreadable, column, "");
        }
        return amount;
    }

    Optional<BigDecimal> number(String column, Rule unreadable) {
        Optional<BigDecimal> number = figure(column);
        if (number.isEmpty() && Cells.text(row.cell(column)).isPresent()) {
            unreadable(column, unreadable);
        }
        return number;
    }

    /** The number in a cell, if there is one and it is no larger than any amount. */
    Optional<BigDecimal> figure(String column) {
        int index = row.file().column(column);
        return Cells.text(row.cell(column))
                .flatMap(text -> Amounts.parse(text, row.file().commaDecimal(index)))
                .filter(number -> number.precision() - number.scale() <= MOST_DIGITS);
    }

    Optional<Long> whole(String column, String field) {
        String cell = row.cell(column);
        Optional<Long> number = Cells.text(cell)
                .flatMap(text -> Amounts.parse(text, false))
                .filter(n -> n.stripTrailingZeros().scale() <= 0 && n.precision() < 18)
                .map(BigDecimal::longValue);
        return put(field, cell, number, Value.Whole::new);
    }

    Optional<Boolean> flag(String column, String field) {
        String cell = row.cell(column);
        return put(field, cell, Cells.text(cell).flatMap(Flags::parse), Value.Flag::new);
    }

    Optional<List<String>> names(String column, String field) {
        return names(column, field, Catalogue.EMPTY);
    }

    Optional<List<String>> names(String column, String field, Catalogue catalogue) {
        int index = row.file().column(column);
        Optional<String> text = Cells.text(row.cell(column));
        if (index < 0 || text.isEmpty()) {
            return Optional.empty();
        }
        List<String> names =
                catalogue.split(text.get(), row.file().profile(index).separator());
        if (!names.isEmpty()) {
            draft.fields().put(field, new Value.Texts(names));
            draft.raw().put(field, row.cell(column));
        }
        return Optional.of(names);
    }

    /** The currency of an amount: the row's own column, else the header's of the amount, else the file's. */
    String currency(String column) {
        return Cells.text(row.cell("currency"))
                .filter(code -> code.length() == 3)
                .map(code -> code.toUpperCase(Locale.ROOT))
                .orElseGet(() -> row.file().currency(column));
    }

    /** Says so when a row with amounts names no currency, although the file has a column for it. */
    void currencyDoubt() {
        boolean amounts = draft.fields().values().stream().anyMatch(Value.Money.class::isInstance);
        if (amounts
                && row.file().column("currency") >= 0
                && !row.file().currencyStated()
                && Cells.text(row.cell("currency")).isEmpty()) {
            doubt(Rule.T08, "currency", "the row names none; " + ExportSettings.ASSUMED_CURRENCY + " is assumed");
        }
    }

    /** Keeps a cell that means nothing as it stands. */
    void raw(String column) {
        draft.raw().put(column, row.cell(column));
    }

    /** Columns without a known meaning, kept under their own names. */
    void extras() {
        for (String name : row.file().extras()) {
            text(name, name);
        }
    }

    /** Says something that is only a doubt, whatever the rule's own severity. */
    void doubt(Rule rule, String column, String detail) {
        findings.add(rule, Severity.WARN, row.where(column), draft.key(), detail);
    }

    void say(Rule rule, String column, String detail) {
        findings.add(rule, row.where(column), draft.key(), detail);
    }

    private Optional<Stamp> stamp(String column, Rule unreadable) {
        int index = row.file().column(column);
        Optional<String> text = Cells.text(row.cell(column));
        if (index < 0 || text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Stamp> stamp = Dates.parse(text.get(), row.file().order(index));
        if (stamp.isEmpty()) {
            unreadable(column, unreadable);
        }
        return stamp;
    }

    private void unreadable(String column, Rule rule) {
        draft.raw().put(column, row.cell(column));
        say(rule, column, "");
    }

    private <T> Optional<T> put(String field, String cell, Optional<T> value, Function<T, Value> wrap) {
        if (value.isPresent()) {
            draft.fields().put(field, wrap.apply(value.get()));
            if (!cell.equals(value.get().toString())) {
                draft.raw().put(field, cell);
            }
        }
        return value;
    }
}
