package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.file.ExportTime;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.ingest.normal.DateOrder;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.stage.Sql;

/** What is known of a staged file as a whole: where its columns stand and how they are read. */
final class FileView {

    private final long id;
    private final long export;
    private final String name;
    private final Instant exportedAt;
    private final Header header;
    private final List<ColumnProfile> profiles;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, String> currencies = new ConcurrentHashMap<>();
    private final Optional<Instant> writtenAt;
    private final boolean commaDecimals;
    private final Payloads cells;
    private final ExportSettings settings;
    private final Map<String, String> custom;
    private final List<String> extras;

    private FileView(
            long id,
            long export,
            String name,
            Instant exportedAt,
            Header header,
            List<ColumnProfile> profiles,
            Payloads cells,
            ExportSettings settings) {
        this.id = id;
        this.export = export;
        this.name = name;
        this.writtenAt = ExportTime.of(name);
        this.exportedAt = exportedAt;
        this.header = header;
        this.profiles = profiles;
        this.cells = cells;
        this.custom = header.custom();
        this.extras = header.extras();
        this.settings = settings;
        for (int i = 0; i < header.names().size(); i++) {
            columns.putIfAbsent(header.names().get(i), i);
        }
        commaDecimals =
                profiles.stream().mapToLong(ColumnProfile::decimalEvidence).sum() > 0;
    }

    /** All staged files of a migration by their id. */
    static Map<Long, FileView> all(Sql sql, Payloads cells, ExportSettings settings) {
        Map<Long, FileView> views = all(sql, cells, settings, Set.of());
        Set<String> identifiers = new HashSet<>();
        sql.each("select " + StagedRow.COLUMNS + " from staged where kind = 'CUSTOM_FIELDS'", row -> {
            String identifier = StagedRow.of(views, row).cell("identifier").strip();
            if (!identifier.isEmpty()) {
                identifiers.add(Header.slug(identifier));
            }
        });
        return identifiers.isEmpty() ? views : all(sql, cells, settings, identifiers);
    }

    private static Map<Long, FileView> all(Sql sql, Payloads cells, ExportSettings settings, Set<String> identifiers) {
        Map<Long, FileView> views = new HashMap<>();
        sql.each(
                "select id, export, name, kind, header, profile, exported_at from file where state = 'STAGED' order by id",
                row -> {
                    Header header = header(FileKind.of(row.text(4)), Lines.split(row.text(5)), identifiers);
                    List<ColumnProfile> profiles = new ArrayList<>();
                    Lines.split(row.text(6)).forEach(text -> profiles.add(ColumnProfile.decode(text)));
                    views.put(
                            row.number(1),
                            new FileView(
                                    row.number(1),
                                    row.number(2),
                                    row.text(3),
                                    Instant.ofEpochMilli(row.number(7)),
                                    header,
                                    profiles,
                                    cells,
                                    settings));
                });
        return views;
    }

    private static Header header(FileKind kind, List<String> titles, Set<String> identifiers) {
        return Header.of(kind, titles, kind == FileKind.CONTACTS ? identifiers : Set.of());
    }

    /** The cells of a contact that stand at a place. */
    LazyCells cells(Place place) {
        return LazyCells.staged(cells, place);
    }

    /** Puts what stands in files in the order in which Kartra wrote them, where all their names say when. */
    static <T> void sort(List<T> things, Function<T, FileView> file) {
        if (things.stream().allMatch(thing -> file.apply(thing).writtenAt().isPresent())) {
            things.sort(
                    Comparator.comparing(thing -> file.apply(thing).writtenAt().orElseThrow()));
        }
    }

    long id() {
        return id;
    }

    long export() {
        return export;
    }

    String name() {
        return name;
    }

    /** When Kartra wrote the file, if its name says so. */
    Optional<Instant> writtenAt() {
        return writtenAt;
    }

    Instant exportedAt() {
        return exportedAt;
    }

    Header header() {
        return header;
    }

    /** Custom fields among the columns: identifier to title. */
    Map<String, String> custom() {
        return custom;
    }

    /** The names of columns that are kept without a meaning. */
    List<String> extras() {
        return extras;
    }

    ExportSettings settings() {
        return settings;
    }

    /** Where a column stands, or -1. */
    int column(String column) {
        return columns.getOrDefault(column, -1);
    }

    ColumnProfile profile(int column) {
        return profiles.get(column);
    }

    DateOrder order(int column) {
        return profiles.get(column).dateOrder().or(settings::dateOrder).orElse(DateOrder.MONTH_FIRST);
    }

    /** Whether a column separates decimals by a comma: as its own cells show, else as the file's other amounts do. */
    boolean commaDecimal(int column) {
        ColumnProfile profile = profiles.get(column);
        return profile.decimalEvidence() == 0 ? commaDecimals : profile.commaDecimal();
    }

    /** The currency of a column's amounts whose row names none. */
    String currency(String column) {
        return currencies.computeIfAbsent(
                column,
                _ -> Optional.of(column(column))
                        .filter(index -> index >= 0)
                        .flatMap(header::currency)
                        .or(() -> header.currencies().stream().findFirst())
                        .or(settings::currency)
                        .orElse(ExportSettings.ASSUMED_CURRENCY));
    }

    /** Whether somebody says the currency of amounts whose row names none. */
    boolean currencyStated() {
        return !header.currencies().isEmpty() || settings.currency().isPresent();
    }
}
