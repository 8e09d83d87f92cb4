package org.crmmigration.ingest.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.ingest.normal.DateOrder;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Sql;

/**
 * How a file was read.
 *
 * @param sha256 of its content, unpacked
 * @param bytes how many, unpacked
 * @param lines physical lines; a row with line breaks in a cell has several
 * @param mark whether a byte-order mark stands before the text
 * @param lineEnds {@code LF}, {@code CRLF}, {@code CR}, or several of them
 * @param quoted whether some cell is quoted
 * @param preamble rows before the header
 * @param columns its columns in their order; empty when its header was not understood
 */
public record Manifest(
        String file,
        String sha256,
        long bytes,
        long lines,
        String encoding,
        boolean mark,
        String delimiter,
        String lineEnds,
        boolean quoted,
        long preamble,
        List<Column> columns) {

    /**
     * A column.
     *
     * @param title as it stands in the file
     * @param meaning its canonical name, {@code custom.<identifier>} of a custom field, {@code extra.<title>} when it has none
     * @param filled cells of it that hold something, where they were looked at, else 0
     * @param dateOrder {@code day first} or {@code month first} where the cells decide it
     * @param currency of its title, empty when it names none
     */
    public record Column(String title, String meaning, long filled, String dateOrder, String currency) {}

    /** How the files of an export were read. */
    static List<Manifest> of(Sql sql, long export) {
        List<Manifest> manifests = new ArrayList<>();
        sql.each(
                """
                select f.name, f.sha256, f.bytes, coalesce(d.lines, 0), f.encoding, coalesce(d.mark, 0), f.delimiter,
                  coalesce(d.line_ends, ''), coalesce(d.quoted, 0), coalesce(d.preamble, 0), f.kind, f.header, f.profile
                from file f left join file_dialect d on d.file = f.id where f.export = ? order by f.id
                """,
                row -> manifests.add(new Manifest(
                        row.text(1),
                        row.text(2),
                        row.number(3),
                        row.number(4),
                        row.text(5),
                        row.number(6) > 0,
                        row.text(7),
                        row.text(8),
                        row.number(9) > 0,
                        row.number(10),
                        columns(row.text(11), row.text(12), row.text(13)))),
                export);
        return manifests;
    }

    private static List<Column> columns(String kind, String titles, String profiles) {
        if (titles.isEmpty()) {
            return List.of();
        }
        Header header = Header.of(FileKind.of(kind), Lines.split(titles));
        List<String> encoded = profiles.isEmpty() ? List.of() : Lines.split(profiles);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < header.names().size(); i++) {
            ColumnProfile profile = i < encoded.size() ? ColumnProfile.decode(encoded.get(i)) : new ColumnProfile();
            columns.add(new Column(
                    header.titles().get(i),
                    header.names().get(i),
                    profile.filled(),
                    profile.dateOrder().map(Manifest::words).orElse(""),
                    header.currency(i).orElse("")));
        }
        return columns;
    }

    private static String words(DateOrder order) {
        return order.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
