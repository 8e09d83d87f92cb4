package org.crmmigration.ingest.fold;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Amounts;
import org.crmmigration.ingest.normal.Catalogue;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.ingest.normal.DateOrder;
import org.crmmigration.ingest.normal.Dates;
import org.crmmigration.ingest.normal.Flags;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A custom field.
 *
 * @param declared its type where a definition states it, else empty
 * @param options id, or label, to label
 * @param looks what the values of all files look like together
 * @param definedAt the row that defines it
 */
record CustomField(
        String identifier,
        String label,
        String declared,
        Map<String, String> options,
        ColumnProfile looks,
        @Nullable StagedRow definedAt) {

    String type() {
        if (!declared.isEmpty()) {
            return declared;
        }
        return looks.multiLine() || looks.longest() > 255 ? "text_area" : "input_field";
    }

    boolean isIn(FileView file) {
        return file.column("custom." + identifier) >= 0;
    }

    /** Reads a cell of this field. */
    Optional<Value> value(Intake intake, String column) {
        StagedRow row = intake.row();
        Optional<String> text = Cells.text(row.cell(column));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (type()) {
            case "checkbox" -> Optional.of(choices(intake, column, text.get()));
            case "drop_down", "radio_button" -> Optional.of(new Value.Text(choice(intake, column, text.get())));
            case "input_field" -> Optional.of(inferred(row, column, text.get()));
            default -> Optional.of(new Value.Text(text.get()));
        };
    }

    private Value choices(Intake intake, String column, String text) {
        int index = intake.row().file().column(column);
        List<String> known = new ArrayList<>(options.values());
        known.addAll(options.keySet());
        char separator = intake.row().file().profile(index).separator();
        List<String> labels = new ArrayList<>();
        for (String name : new Catalogue(known).split(text, separator)) {
            labels.add(choice(intake, column, name));
        }
        return new Value.Texts(labels);
    }

    private String choice(Intake intake, String column, String name) {
        String label = options.get(name);
        if (label != null || options.isEmpty()) {
            return label == null ? name : label;
        }
        Optional<String> known =
                options.values().stream().filter(name::equalsIgnoreCase).findFirst();
        if (known.isEmpty()) {
            intake.say(Rule.C15, column, "");
        }
        return known.orElse(name);
    }

    private Value inferred(StagedRow row, String column, String text) {
        ColumnProfile own = row.file().profile(row.file().column(column));
        return switch (looks.looks()) {
            case "date" ->
                Dates.parse(text, order(own, row))
                        .<Value>map(stamp -> new Value.Day(stamp.local().toLocalDate()))
                        .orElseGet(() -> new Value.Text(text));
            case "whole", "decimal" -> {
                Optional<BigDecimal> number =
                        Amounts.parse(text, (own.decimalEvidence() == 0 ? looks : own).commaDecimal());
                yield number.<Value>map(Value.Decimal::new).orElseGet(() -> new Value.Text(text));
            }
            case "yes_no" -> Flags.parse(text).<Value>map(Value.Flag::new).orElseGet(() -> new Value.Text(text));
            default -> new Value.Text(text);
        };
    }

    /** As the file's own cells show, else those of other files, else the settings. */
    private DateOrder order(ColumnProfile own, StagedRow row) {
        return own.dateOrder()
                .or(looks::dateOrder)
                .or(row.file().settings()::dateOrder)
                .orElse(DateOrder.MONTH_FIRST);
    }
}
