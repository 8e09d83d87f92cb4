package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.ingest.normal.DateOrder;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Sql;

/** What is known of a staged file as a whole: where its columns stand and how they are read. */
final class FileView {

    private final long id;
    private final long export;
    private final String name;
    private final Header header;
    private final List<ColumnProfile> profiles;
    private final Map<String, Integer> columns = new HashMap<>();
    private final ExportSettings settings;

    private FileView(
            long id, long export, String name, Header header, List<ColumnProfile> profiles, ExportSettings settings) {
        this.id = id;
        this.export = export;
        this.name = name;
        this.header = header;
        this.profiles = profiles;
        this.settings = settings;
        for (int i = 0; i < header.names().size(); i++) {
            columns.putIfAbsent(header.names().get(i), i);
        }
    }

    /** All staged files of a migration by their id. */
    static Map<Long, FileView> all(Sql sql, ExportSettings settings) {
        Map<Long, FileView> views = new HashMap<>();
        sql.each("select id, export, name, kind, header, profile from file where state = 'STAGED' order by id", row -> {
            Header header = Header.of(FileKind.of(row.text(4)), Lines.split(row.text(5)));
            List<ColumnProfile> profiles = new ArrayList<>();
            Lines.split(row.text(6)).forEach(text -> profiles.add(ColumnProfile.decode(text)));
            views.put(
                    row.number(1), new FileView(row.number(1), row.number(2), row.text(3), header, profiles, settings));
        });
        return views;
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

    Header header() {
        return header;
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

    /** The currency of amounts whose row names none. */
    String currency() {
        return header.currencies().stream().findFirst().or(settings::currency).orElse("USD");
    }
}
