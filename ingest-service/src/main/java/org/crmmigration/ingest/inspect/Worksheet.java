package org.crmmigration.ingest.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Sql;

/** What the customer wrote down about what Kartra does not export. */
public final class Worksheet {

    private Worksheet() {}

    /**
     * A line of the worksheet.
     *
     * @param what sequence, automation, form, survey, page ...
     */
    public record Item(
            String what,
            String name,
            String purpose,
            String trigger,
            String steps,
            String active,
            String recommended,
            String notes) {}

    /** The lines of the latest worksheet up to an export. */
    static List<Item> of(Sql sql, long export) {
        List<Item> items = new ArrayList<>();
        sql.each(
                """
                select f.header, s.cells from staged s join file f on f.id = s.file where s.kind = 'INVENTORY'
                and f.export = (select max(export) from file where kind = 'inventory' and state = 'STAGED' and export <= ?)
                order by s.id
                """,
                row -> items.add(
                        item(Header.of(FileKind.INVENTORY, Lines.split(row.text(1))), Lines.split(row.text(2)))),
                export);
        return items;
    }

    private static Item item(Header header, List<String> cells) {
        return new Item(
                cell(header, cells, "what"),
                cell(header, cells, "name"),
                cell(header, cells, "purpose"),
                cell(header, cells, "trigger"),
                cell(header, cells, "steps"),
                cell(header, cells, "active"),
                cell(header, cells, "recommended"),
                cell(header, cells, "notes"));
    }

    private static String cell(Header header, List<String> cells, String column) {
        Optional<Integer> index = header.indexOf(column);
        return index.map(place -> Cells.clean(cells.get(place))).orElse("");
    }
}
