package org.crmmigration.ingest.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.csv.Row;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.lane.InOrder;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.StagedFile;
import org.crmmigration.messaging.record.Finding.Severity;

/** Stages the rows of one file: counts them, keeps them with what they are found by, looks at what columns hold. */
final class RowStaging {

    private static final String INSERT =
            "insert into staged (file, kind, line, key, mail, digest, cells, place, size) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** Files with few rows are not rejected for one or two of them. */
    private static final int TOLERATED = 2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final Pattern DAY = Pattern.compile(
            "\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{2,4}( \\d{1,2}:\\d{2}(:\\d{2})?)?|\\d{1,2}-[A-Z][a-z]{2}(-\\d{2,4})?");

    private final Sql sql;
    private final Payloads cells;
    private final boolean many;
    private final StagedFile file;
    private final Header header;
    private final RowStates states;
    private final Findings findings;
    private final List<ColumnRole> roles;
    private final Map<Thread, List<ColumnProfile>> profiles = new ConcurrentHashMap<>();
    private final KeyColumns keys;
    private final Turns turns;
    private final InOrder<Row> staged;
    private RowCounts counts = new RowCounts();

    RowStaging(
            Sql sql, Payloads cells, StagedFile file, Header header, RowStates states, Findings findings, Turns turns) {
        this.sql = sql;
        this.cells = cells;
        this.many = header.kind() == FileKind.CONTACTS || header.kind() == FileKind.TRANSACTIONS;
        this.file = file;
        this.header = header;
        this.states = states;
        this.findings = findings;
        this.roles = header.names().stream().map(ColumnRole::of).toList();
        this.keys = KeyColumns.of(header);
        this.turns = turns;
        this.staged = turns.inOrder(this::stage);
    }

    void take(Row row, int headerRow) {
        if (counts.physical++ <= headerRow || (row.fits() && row.cells().equals(header.titles()))) {
            counts.headers++;
        } else if (row.blank()) {
            counts.blanks++;
        } else if (!row.fits()) {
            counts.rows++;
            misfit(row);
        } else {
            counts.rows++;
            staged.add(row);
        }
    }

    /** Goes on from what an earlier reading of the file had staged. */
    void resume(Checkpoint reached) {
        counts = reached.counts();
        profiles.put(Thread.currentThread(), reached.profiles());
    }

    /** How far reading is, with all rows taken staged, when the next row is this one. */
    Checkpoint reached(String how, Row next) {
        finish();
        return new Checkpoint(how, next.line(), next.offset(), counts.copy(), profiles());
    }

    /** Returns when all rows taken are staged. */
    void finish() {
        staged.finish();
    }

    private void misfit(Row row) {
        counts.misfits++;
        Rule rule = row.last() ? Rule.F06 : Rule.F05;
        String what =
                row.cells().size() + " columns instead of " + header.titles().size() + ", at byte " + row.offset();
        reject(row, rule, what, "");
    }

    private void stage(Row row) {
        List<String> cells = row.cells();
        String key = keys.id(cells);
        if (keys.ids() && (Cells.scientific(key) || day(key))) {
            String what = Cells.scientific(key) ? "its scientific notation" : "a date";
            reject(row, Rule.F08, "a spreadsheet replaced the id by " + what, keys.idTitle());
            return;
        }
        String mail = Emails.key(keys.mail(cells));
        if (key.isEmpty()) {
            key = keys.instead(cells);
        }
        if (header.kind() == FileKind.CONTACTS && !Emails.valid(mail)) {
            reject(row, mail.isEmpty() ? Rule.C01 : Rule.C02, "", header.title("email"));
            return;
        }
        String joined = Lines.join(cells);
        byte[] bytes = joined.getBytes(StandardCharsets.UTF_8);
        boolean plain = bytes.length == joined.length();
        long damaged = !plain && mojibake(joined)
                ? cells.stream().filter(RowStaging::mojibake).count()
                : 0;
        long digest = digest(bytes);
        String found = key;
        turns.later(() -> {
            keep(row.line(), found, mail, digest, joined, bytes);
            counts.garbled += damaged;
        });
        List<ColumnProfile> mine = profiles.computeIfAbsent(Thread.currentThread(), _ -> fresh());
        for (int i = 0; i < cells.size(); i++) {
            roles.get(i).look(mine.get(i), cells.get(i));
        }
    }

    /** Cells of which there may be millions stand in a file of their own. */
    private void keep(long line, String key, String mail, long digest, String joined, byte[] bytes) {
        Place place = many ? cells.add(bytes) : Place.NONE;
        sql.run(
                INSERT,
                file.id(),
                header.kind().name(),
                line,
                key,
                mail,
                digest,
                many ? null : joined,
                place.at(),
                place.size());
    }

    private void reject(Row row, Rule rule, String what, String column) {
        turns.later(() -> {
            states.reject(file.id(), row.line(), rule.name());
            findings.add(rule, Severity.ERROR, new Where(file.input().name(), row.line(), column), null, what);
        });
    }

    /** Why the file as a whole cannot be used, if so. */
    Optional<String> damage(boolean unterminated) {
        if (unterminated) {
            return Optional.of("a quote is opened and never closed");
        }
        if (counts.rows == 0) {
            return Optional.of("it has a header and no rows");
        }
        boolean many = counts.misfits > TOLERATED && counts.misfits * 100 > counts.rows;
        return many
                ? Optional.of(counts.misfits + " of " + counts.rows + " rows have another width")
                : Optional.empty();
    }

    long physical() {
        return counts.physical;
    }

    long headers() {
        return counts.headers;
    }

    long blanks() {
        return counts.blanks;
    }

    long rows() {
        return counts.rows;
    }

    /** Cells that were decoded wrongly before, and whether they are more than one in a thousand. */
    long garbled() {
        return counts.garbled * 1000 > counts.rows * header.names().size() ? counts.garbled : 0;
    }

    /** What the columns look like, once all rows are staged; each worker looked at some of the rows. */
    List<ColumnProfile> profiles() {
        List<ColumnProfile> sum = fresh();
        for (List<ColumnProfile> some : profiles.values()) {
            for (int i = 0; i < sum.size(); i++) {
                sum.get(i).add(some.get(i));
            }
        }
        return sum;
    }

    private List<ColumnProfile> fresh() {
        return Stream.generate(ColumnProfile::new).limit(header.names().size()).toList();
    }

    /** Whether a spreadsheet took an id for a day. */
    private static boolean day(String id) {
        return DAY.matcher(id).matches();
    }

    private static boolean mojibake(String text) {
        return text.indexOf('\uFFFD') >= 0
                || text.contains("\u00e2\u20ac")
                || text.contains("\u00c3\u00a9")
                || text.contains("\u00c3\u00bc")
                || text.contains("\u00c3\u00b6")
                || text.contains("\u00c3\u00a1")
                || text.contains("\u00c3\u00b1");
    }

    /** FNV-1a over eight bytes at a time, mixed so that all bits depend on all of them. */
    private static long digest(byte[] bytes) {
        long hash = 0xcbf29ce484222325L ^ bytes.length;
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        for (; at < bytes.length; at++) {
            hash = (hash ^ bytes[at]) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }

    /** Which columns a row is found by. */
    private record KeyColumns(
            int idColumn, int mailColumn, String idTitle, boolean contacts, boolean ids, List<Integer> others) {
        static KeyColumns of(Header header) {
            String id = switch (header.kind()) {
                case CUSTOM_FIELDS -> "identifier";
                case OWNERS -> "email";
                case COMPANIES -> "company_id";
                case CONTACTS -> "source_id";
                case TRANSACTIONS -> "transaction_id";
                case SUBSCRIPTIONS -> "subscription_id";
                case DEALS -> "deal_id";
                case APPOINTMENTS -> "appointment_id";
                case AFFILIATES -> "affiliate_id";
                case CATALOGUE, INVENTORY -> "name";
            };
            String mail = switch (header.kind()) {
                case CUSTOM_FIELDS, OWNERS, COMPANIES, CONTACTS, AFFILIATES, CATALOGUE, INVENTORY -> "email";
                case TRANSACTIONS -> "buyer_email";
                case SUBSCRIPTIONS -> "customer_email";
                case DEALS -> "contact_email";
                case APPOINTMENTS -> "attendee_email";
            };
            return new KeyColumns(
                    header.indexOf(id).orElse(-1),
                    header.indexOf(mail).orElse(-1),
                    header.title(id),
                    header.kind() == FileKind.CONTACTS,
                    id.endsWith("_id"),
                    others(header));
        }

        /** Columns that together stand in for a missing id. */
        private static List<Integer> others(Header header) {
            List<String> names = switch (header.kind()) {
                case CONTACTS, TRANSACTIONS, CATALOGUE, INVENTORY -> List.of();
                case CUSTOM_FIELDS, OWNERS -> List.of("email");
                case COMPANIES -> List.of("name", "website");
                case SUBSCRIPTIONS -> List.of("customer_email", "product_name", "product_id", "price_point");
                case DEALS -> List.of("name", "contact_email", "company_name");
                case APPOINTMENTS ->
                    List.of(
                            "attendee_email",
                            "lead_id",
                            "calendar_name",
                            "class_name",
                            "start",
                            "start_day",
                            "start_hour");
                case AFFILIATES -> List.of("email", "username");
            };
            return names.stream().map(header::indexOf).flatMap(Optional::stream).toList();
        }

        /** A key made of other cells; empty when there is nothing to make it of. */
        String instead(List<String> cells) {
            StringBuilder key = new StringBuilder();
            for (int column : others) {
                key.append('~').append(Cells.clean(cells.get(column)).toLowerCase(Locale.ROOT));
            }
            return key.toString();
        }

        String id(List<String> cells) {
            String id = idColumn < 0 ? "" : Cells.text(cells.get(idColumn)).orElse("");
            boolean number = id.chars().allMatch(c -> c >= '0' && c <= '9');
            return contacts && !number && !Cells.scientific(id) && !day(id) ? "" : id;
        }

        String mail(List<String> cells) {
            return mailColumn < 0 ? "" : Cells.text(cells.get(mailColumn)).orElse("");
        }
    }
}
