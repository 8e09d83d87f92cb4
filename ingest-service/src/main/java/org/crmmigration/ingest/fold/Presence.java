package org.crmmigration.ingest.fold;

import java.util.List;
import java.util.Set;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.stage.FileTable;

/**
 * Whether a record has vanished: the export in work holds files of its kind and none of them has it. A file that was read
 * before and is handed in again, byte for byte, is not read again, and what it has is there. Files that hold less than half
 * of what is known are taken for a part, and nothing has vanished.
 */
final class Presence {

    private final Set<Long> held;
    private final boolean comparable;

    private Presence(Set<Long> held, boolean comparable) {
        this.held = held;
        this.comparable = comparable;
    }

    static Presence of(Session session, FileKind kind) {
        FileTable files = new FileTable(session.sql());
        boolean whole = !session.settings().partial() && files.has(session.export(), kind);
        if (!whole) {
            return new Presence(Set.of(), false);
        }
        Set<Long> held = files.held(session.export());
        boolean all = session.files().values().stream()
                .filter(file -> file.header().kind() == kind)
                .allMatch(file -> held.contains(file.id()));
        if (all) {
            return new Presence(held, true);
        }
        String count = kind == FileKind.CONTACTS
                ? "select count(distinct m.identity) from member m join staged s on s.id = m.staged where s.kind = ?"
                : "select count(distinct key) from staged where kind = ?";
        long known = session.sql().number(count, kind.name()).orElse(0L);
        long now = session.sql()
                .number(
                        count + " and file in (" + FileTable.HELD + ")",
                        kind.name(),
                        session.export(),
                        session.export())
                .orElse(0L);
        return new Presence(held, now * 2 >= known);
    }

    /** Whether a record with these rows has vanished. */
    boolean gone(List<StagedRow> rows) {
        return rows.stream().allMatch(row -> gone(row.file()));
    }

    /** Whether a record that stands in this file alone has vanished. */
    boolean gone(FileView file) {
        return comparable && !held.contains(file.id());
    }
}
