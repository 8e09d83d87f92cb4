package org.crmmigration.ingest.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.file.InputFile;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.jspecify.annotations.Nullable;

/** The files of all exports and the accounts of their rows. */
public final class FileTable {

    private static final String COLUMNS = "select id, export, name, path, entry, state, exported_at from file ";

    private final Sql sql;

    /** Files in a staging database. */
    public FileTable(Sql sql) {
        this.sql = sql;
    }

    /** Registers a file; a name that another export used already gets the export's name in front. */
    public void register(long export, String exportId, InputFile input, Instant exportedAt) {
        boolean taken =
                sql.number("select 1 from file where name = ?", input.name()).isPresent();
        String name = taken ? exportId + "/" + input.name() : input.name();
        for (int i = 2; sql.number("select 1 from file where name = ?", name).isPresent(); i++) {
            name = exportId + "/" + i + "/" + input.name();
        }
        sql.run(
                "insert into file (export, name, path, entry, exported_at, state) values (?, ?, ?, ?, ?, 'WAITING')",
                export,
                name,
                input.path().toString(),
                input.entry(),
                exportedAt.toEpochMilli());
    }

    /** An export's files in their order. */
    public List<StagedFile> of(long export) {
        List<StagedFile> files = new ArrayList<>();
        sql.each(COLUMNS + "where export = ? order by id", row -> files.add(StagedFile.of(row)), export);
        return files;
    }

    /** Notes what the first pass over a file shows. */
    public void probed(StagedFile file, Probe probe) {
        sql.run(
                "update file set sha256 = ?, bytes = ?, encoding = ? where id = ?",
                probe.sha256(),
                probe.bytes(),
                probe.charset().name(),
                file.id());
    }

    /** Another file of the migration with the same content that was read already. */
    public Optional<String> sameContent(StagedFile file, String sha256) {
        return sql.first(
                "select name from file where sha256 = ? and id < ? and state in ('STAGED', 'REPEATED') order by id",
                row -> row.text(1),
                sha256,
                file.id());
    }

    /** Ids of the files whose rows an export, named twice, holds. */
    public static final String HELD =
            "select id from file where export = ? union select e.id from file f join file e on e.sha256 = f.sha256"
                    + " where f.export = ? and f.state = 'REPEATED' and e.state = 'STAGED'";

    /** Whether a file came with an export before the one that another belongs to. */
    public boolean earlier(String name, StagedFile than) {
        return sql.number("select 1 from file where name = ? and export < ?", name, than.export())
                .isPresent();
    }

    /** Notes what a file's text looks like. */
    public void looked(StagedFile file, Probe probe, int preamble) {
        sql.run(
                "insert or replace into file_dialect (file, mark, line_ends, quoted, lines, preamble)"
                        + " values (?, ?, ?, ?, ?, ?)",
                file.id(),
                probe.markBytes(),
                probe.lineEnds(),
                probe.quoted() ? 1 : 0,
                probe.lines(),
                preamble);
    }

    /** Notes how a file is to be read. */
    public void understood(StagedFile file, Header header, char delimiter) {
        sql.run(
                "update file set kind = ?, header = ?, delimiter = ? where id = ?",
                header.kind().word(),
                Lines.join(header.titles()),
                String.valueOf(delimiter),
                file.id());
    }

    /** Notes that a file's rows are all dealt with. */
    public void done(StagedFile file, StagedFile.State state, long physical, long headers, long blanks) {
        sql.run(
                "update file set state = ?, physical = ?, headers = ?, blanks = ? where id = ?",
                state.name(),
                physical,
                headers,
                blanks,
                file.id());
    }

    /** Keeps what the columns look like. */
    public void profiled(StagedFile file, List<ColumnProfile> profiles) {
        sql.run(
                "update file set profile = ? where id = ?",
                Lines.join(profiles.stream().map(ColumnProfile::encode).toList()),
                file.id());
    }

    /** Keeps the earliest and latest date of a file's rows. */
    public void range(long file, @Nullable Instant first, @Nullable Instant last) {
        sql.run(
                "update file set first_at = ?, last_at = ? where id = ?",
                first == null ? null : first.toEpochMilli(),
                last == null ? null : last.toEpochMilli(),
                file);
    }

    /** The kinds of files that an export holds and that were read. */
    public boolean has(long export, FileKind kind) {
        return sql.number(
                        "select 1 from file where export = ? and kind = ? and state <> 'REJECTED'", export, kind.word())
                .isPresent();
    }

    /** The files whose rows an export holds, read with it or with one before it that had the same file. */
    public Set<Long> held(long export) {
        Set<Long> held = new HashSet<>();
        sql.each(HELD, row -> held.add(row.number(1)), export, export);
        return held;
    }

    /** The names of all files by their id. */
    public Map<Long, String> names() {
        Map<Long, String> names = new HashMap<>();
        sql.each("select id, name from file", row -> names.put(row.number(1), row.text(2)));
        return names;
    }

    /** What became of every row of an export's files, as it was counted. */
    public List<FileAccount> accounts(long export) {
        List<FileAccount> accounts = new ArrayList<>();
        sql.each(
                """
                select f.name, f.kind, f.sha256, f.bytes, f.encoding, f.delimiter, f.physical, f.headers, f.blanks,
                  (select coalesce(sum(s.rows), 0) from row_account s where s.file = f.id and s.state = 'RECORD'),
                  (select coalesce(sum(s.rows), 0) from row_account s where s.file = f.id and s.state = 'MERGED'),
                  (select coalesce(sum(s.rows), 0) from row_account s where s.file = f.id and s.state = 'REPEATED'),
                  (select coalesce(sum(s.rows), 0) from row_account s where s.file = f.id and s.state = 'REJECTED'),
                  (select coalesce(sum(s.rows), 0) from row_account s where s.file = f.id and s.state = 'EXCLUDED')
                from file f where f.export = ? order by f.id
                """,
                row -> accounts.add(new FileAccount(
                        row.text(1),
                        row.text(2),
                        row.text(3),
                        row.number(4),
                        row.text(5),
                        row.text(6),
                        row.number(7),
                        row.number(8),
                        row.number(9),
                        row.number(10),
                        row.number(11),
                        row.number(12),
                        row.number(13),
                        row.number(14))),
                export);
        return accounts;
    }
}
