package org.crmmigration.ingest.fold;

import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.stage.FileTable;

/**
 * Whether a record has vanished: the export in work holds files of its kind and none of them has it. Files that hold
 * less than half of what is known are taken for a part, and nothing has vanished.
 */
final class Presence {

    private final Session session;
    private final boolean comparable;

    private Presence(Session session, boolean comparable) {
        this.session = session;
        this.comparable = comparable;
    }

    static Presence of(Session session, FileKind kind) {
        boolean whole = !session.settings().partial() && new FileTable(session.sql()).has(session.export(), kind);
        if (!whole) {
            return new Presence(session, false);
        }
        String count = kind == FileKind.CONTACTS
                ? "select count(distinct m.identity) from member m join staged s on s.id = m.staged where s.kind = ?"
                : "select count(distinct key) from staged where kind = ?";
        long known = session.sql().number(count, kind.name()).orElse(0L);
        long now = session.sql()
                .number(count + " and file in (select id from file where export = ?)", kind.name(), session.export())
                .orElse(0L);
        return new Presence(session, now * 2 >= known);
    }

    /** Whether a record whose latest row stands in this file has vanished. */
    boolean gone(FileView latest) {
        return comparable && latest.export() != session.export();
    }
}
