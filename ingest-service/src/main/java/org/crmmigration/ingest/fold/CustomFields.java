package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The account's custom fields: from definition files, else from the columns of contacts files that mean nothing else.
 * Kartra has no types for numbers and dates; what all values of an {@code input_field} look like is inferred.
 */
final class CustomFields {

    private final Map<String, CustomField> fields = new TreeMap<>();
    private final Map<String, CustomField> byLabel = new HashMap<>();
    private final Map<String, LongAdder> filled = new ConcurrentHashMap<>();
    private boolean defined;

    /** Reads definitions and looks at the columns of all contacts files. */
    static CustomFields of(Session session) {
        CustomFields fields = new CustomFields();
        session.sql()
                .each(
                        "select " + StagedRow.COLUMNS + " from staged where kind = 'CUSTOM_FIELDS' order by id",
                        row -> fields.define(session, StagedRow.of(session.files(), row)));
        fields.columns(session);
        return fields;
    }

    /** The field behind a column {@code custom.<slug>}. */
    Optional<CustomField> column(String slug) {
        return Optional.ofNullable(fields.get(slug)).or(() -> Optional.ofNullable(byLabel.get(slug)));
    }

    /** Counts a contact that has a value in a field {@code custom.<identifier>}; any thread may. */
    void counted(String field) {
        filled.computeIfAbsent(field, _ -> new LongAdder()).increment();
    }

    void save(RecordTable records) {
        fields.values().forEach(field -> records.put(record(field), null, false));
    }

    private Draft record(CustomField field) {
        Draft draft = new Draft(Kind.CUSTOM_FIELD, "custom_field:" + field.identifier());
        draft.text("identifier", field.identifier());
        draft.text("label", field.label());
        draft.text("type", field.type());
        if (!field.options().isEmpty()) {
            draft.fields()
                    .put("options", new Value.Texts(List.copyOf(field.options().values())));
        }
        draft.text("inferred", field.looks().looks());
        draft.fields().put("maxLength", new Value.Whole(field.looks().longest()));
        LongAdder contacts = filled.getOrDefault("custom." + field.identifier(), new LongAdder());
        draft.fields().put("filled", new Value.Whole(contacts.sum()));
        if (field.definedAt() != null) {
            draft.rows().add(field.definedAt().place());
        }
        return draft;
    }

    private void define(Session session, StagedRow row) {
        String title = Cells.text(row.cell("identifier")).orElse("");
        if (title.isEmpty()) {
            session.state(row, RowState.EXCLUDED, "it defines no field");
            return;
        }
        String identifier = Header.slug(title);
        String label = Cells.text(row.cell("label")).orElse(title);
        String type = type(Cells.text(row.cell("type")).orElse(""));
        CustomField before = fields.get(identifier);
        boolean again = before != null
                && before.definedAt() != null
                && before.definedAt().file().export() == row.file().export();
        CustomField field =
                new CustomField(identifier, label, type, options(row.cell("options")), new ColumnProfile(), row);
        fields.put(identifier, field);
        byLabel.put(Header.slug(label), field);
        defined = true;
        session.state(row, again ? RowState.MERGED : RowState.RECORD, again ? "defined before in this export" : "");
    }

    private static String type(String text) {
        String type = Header.slug(text).replace('-', '_');
        return switch (type) {
            case "text_area", "textarea" -> "text_area";
            case "drop_down", "dropdown", "select" -> "drop_down";
            case "radio_button", "radio" -> "radio_button";
            case "checkbox", "check_box", "checkboxes" -> "checkbox";
            default -> "input_field";
        };
    }

    /** Option id to label; the label stands for itself where there are no ids. */
    private static Map<String, String> options(String cell) {
        Map<String, String> options = new LinkedHashMap<>();
        char separator =
                cell.indexOf('\n') >= 0 ? '\n' : cell.indexOf(';') >= 0 ? ';' : cell.indexOf('|') >= 0 ? '|' : ',';
        for (String option : Names.split(Cells.clean(cell), separator)) {
            int equals = option.indexOf('=');
            boolean id = equals > 0 && option.substring(0, equals).chars().allMatch(Character::isDigit);
            options.put(id ? option.substring(0, equals) : option, id ? option.substring(equals + 1) : option);
        }
        return options;
    }

    private void columns(Session session) {
        List<FileView> contacts = new ArrayList<>(session.files().values().stream()
                .filter(file -> file.header().kind() == FileKind.CONTACTS)
                .sorted(java.util.Comparator.comparingLong(FileView::id))
                .toList());
        for (FileView file : contacts) {
            file.header().custom().forEach((slug, title) -> look(session, file, slug, title));
        }
        if (defined && !contacts.isEmpty()) {
            fields.values().stream()
                    .filter(field ->
                            field.looks().filled() == 0 && contacts.stream().noneMatch(file -> field.isIn(file)))
                    .forEach(field -> session.allFindings()
                            .add(Rule.C16, Where.EXPORT, null, "no contacts file has the field " + field.identifier()));
        }
    }

    private void look(Session session, FileView file, String slug, String title) {
        Findings findings = session.states().current(file.id()) ? session.allFindings() : Findings.NONE;
        @Nullable CustomField field = column(slug).orElse(null);
        if (field == null) {
            field = new CustomField(slug, title, "", Map.of(), new ColumnProfile(), null);
            fields.put(slug, field);
            if (defined) {
                findings.add(Rule.C16, new Where(file.name(), 0, title), null, "the definitions lack this column");
            }
        }
        field.looks().add(file.profile(file.column("custom." + slug)));
    }
}
