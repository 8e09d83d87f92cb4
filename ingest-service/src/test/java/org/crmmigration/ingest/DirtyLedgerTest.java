package org.crmmigration.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of every kind with every dirt that spreadsheets and people leave (marks, encodings, delimiters, line ends, line
 * breaks in quotes, headers again, blank rows, rows too short, too long, repeated, files handed in twice): the account of
 * each file has as many rows as were written, and every state occurs.
 */
final class DirtyLedgerTest {

    private static final String[] MAILS = {"a@b.example", "A@B.example ", "c@d.example", "", "no", "e@f.example", "N/A"
    };
    private static final String[] IDS = {"1", "2", "3", "44", "", "x", "1.2E+11"};
    private static final String[] DAYS = {
        "2025-01-01 10:00:00", "2025-02-30", "3/4/2025", "0000-00-00", "", "2099-01-01"
    };
    private static final String[] MONEY = {"10.00", "10", "-10.00", "", "free", "1,000.00"};
    private static final String[] TYPES = {
        "Sale", "Rebill", "Refund", "Partial refund", "Chargeback", "Failed", "Cancellation", "Revert Can.", "?"
    };
    private static final Map<String, List<String[]>> KINDS = new TreeMap<>(Map.of(
            "ID,Email,First Name,Tags,Date Joined,Lead deleted",
            List.of(IDS, MAILS, new String[] {"Ann", "Zoë", "N/A"}, new String[] {"a;b", "c"}, DAYS, new String[] {
                "0", "1"
            }),
            "ID,Transaction_Type,Date,Product,Buyer_Email,Amount (USD),subscription_id,lead_id",
            List.of(IDS, TYPES, DAYS, new String[] {"P"}, MAILS, MONEY, new String[] {"N/A", "S1"}, IDS),
            "Subscription ID,Email,Product,Status,Start date,Recurring period",
            List.of(IDS, MAILS, new String[] {"P"}, new String[] {"Active", "odd"}, DAYS, new String[] {"monthly", "?"
            }),
            "Calendar,Email,Start,Status",
            List.of(new String[] {"C", ""}, MAILS, DAYS, new String[] {"booked", "?"}),
            "Username,Email,Earned,Due,Paid,Approval",
            List.of(new String[] {"u", "v", ""}, MAILS, MONEY, MONEY, MONEY, new String[] {"approved"}),
            "Company Name,Website,Phone",
            List.of(new String[] {"Acme Ltd", "ACME", "self", ""}, new String[] {"acme.example", ""}, IDS),
            "Deal Name,Pipeline,Stage,Amount,Contact Email",
            List.of(new String[] {"D", "E", ""}, new String[] {"P", ""}, new String[] {"S", ""}, MONEY, MAILS)));

    @TempDir
    Path directory;

    @Test
    void accountsForEveryRowOfEveryKindOfDirt() throws IOException {
        Map<String, Long> states = new HashMap<>();
        for (long seed = 1; seed <= 6; seed++) {
            // Given
            Random random = new Random(seed);
            Bench bench = new Bench(directory.resolve("seed" + seed), Map.of("timeZone", "UTC", "currency", "USD"));
            Map<String, long[]> written = new HashMap<>();
            List<Path> files = new ArrayList<>();
            for (Map.Entry<String, List<String[]>> kind : KINDS.entrySet()) {
                Dirt dirt = new Dirt(random, kind.getKey().split(",", -1), kind.getValue());
                String name = "file" + files.size() + ".csv";
                files.add(bench.file(name, ""));
                Files.write(files.getLast(), dirt.bytes());
                written.put(name, new long[] {dirt.rows, dirt.headers, dirt.blanks});
            }
            Path again = bench.file("again.csv", "");
            Files.copy(files.getFirst(), again, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            written.put("again.csv", written.getOrDefault("file0.csv", new long[3]));
            files.add(again);

            // When
            bench.ingest(files.toArray(Path[]::new));

            // Then
            for (FileAccount account : bench.sink().completed().files()) {
                assertThat(account.balanced()).as(account.file()).isTrue();
                assertThat(new long[] {account.physicalRows(), account.headerRows(), account.blankRows()})
                        .as(account.file() + " of seed " + seed)
                        .isEqualTo(written.get(account.file()));
                states.merge("record", account.recordRows(), Long::sum);
                states.merge("merged", account.mergedRows(), Long::sum);
                states.merge("repeated", account.repeatedRows(), Long::sum);
                states.merge("rejected", account.rejectedRows(), Long::sum);
                states.merge("excluded", account.excludedRows(), Long::sum);
            }
        }
        assertThat(states).hasSize(5).allSatisfy((_, rows) -> assertThat(rows).isPositive());
    }

    @Test
    void accountsForOwnersDefinitionsAndWhatIsNeverClosed() {
        // Given
        Bench bench = new Bench(directory, Map.of("timeZone", "UTC"));
        Path owners = bench.file("owners.csv", "Email,Name\na@b.example,Ann\nno,Bob\n\na@b.example,Ann\n");
        Path definitions = bench.file("custom_fields.json", """
                {"custom_fields": [
                  {"field_id": "1", "field_identifier": "size", "field_type": "input_field"},
                  {"field_id": "2", "field_identifier": "shirt", "field_type": "drop_down",
                    "field_value": [{"option_id": "1", "option_value": "S"}, {"option_id": "2", "option_value": "L"}]},
                  {"field_id": "1", "field_identifier": "size", "field_type": "input_field"}]}
                """);
        Path open = bench.file("open.csv", "ID,Email,First Name\r7,a@b.example,\"Ann\r8,b@b.example,Bob\r");
        Path returns = bench.file("returns.csv", "ID,Email,First Name\r\r9,c@b.example,\"Cy\rC\"\r9,c@b.example\r");

        // When
        bench.ingest(owners, definitions, open, returns);

        // Then
        assertThat(bench.sink().completed().files())
                .allMatch(FileAccount::balanced)
                .extracting(DirtyLedgerTest::account)
                .containsExactlyInAnyOrder(
                        "owners.csv 5: 1 header, 1 blank, 1 record, 0 merged, 1 repeated, 1 rejected",
                        "custom_fields.json 3: 0 header, 0 blank, 2 record, 1 merged, 0 repeated, 0 rejected",
                        "open.csv 3: 0 header, 0 blank, 0 record, 0 merged, 0 repeated, 3 rejected",
                        "returns.csv 4: 1 header, 1 blank, 1 record, 0 merged, 0 repeated, 1 rejected");
    }

    private static String account(FileAccount file) {
        return "%s %d: %d header, %d blank, %d record, %d merged, %d repeated, %d rejected"
                .formatted(
                        file.file(),
                        file.physicalRows(),
                        file.headerRows(),
                        file.blankRows(),
                        file.recordRows(),
                        file.mergedRows(),
                        file.repeatedRows(),
                        file.rejectedRows());
    }

    /** One file as it is written, and what was written. */
    private static final class Dirt {
        private final Random random;
        private final char delimiter;
        private final String lineEnd;
        private final StringBuilder text = new StringBuilder();
        private long rows;
        private long headers;
        private long blanks;

        Dirt(Random random, String[] titles, List<String[]> choices) {
            this.random = random;
            this.delimiter = ",;\t|".charAt(random.nextInt(4));
            this.lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            header(titles);
            String[] before = new String[0];
            int misfits = 0;
            for (int i = 0; i < 150; i++) {
                int dice = random.nextInt(60);
                if (dice == 0) {
                    header(titles);
                } else if (dice == 1) {
                    row(random.nextBoolean() ? new String[titles.length] : new String[1]);
                    blanks++;
                } else if (dice == 2 && misfits < 2) {
                    misfits++;
                    row(new String[] {"short"});
                } else if (dice < 8 && before.length > 0) {
                    row(before);
                } else {
                    before = choices.stream()
                            .map(words -> words[random.nextInt(words.length)])
                            .toArray(String[]::new);
                    before[0] = before[0].isEmpty() ? "k" + i : before[0];
                    row(before);
                }
            }
        }

        private void header(String[] titles) {
            headers++;
            line(titles, false);
        }

        private void row(String[] cells) {
            line(cells, true);
        }

        private void line(String[] cells, boolean mayQuote) {
            rows++;
            for (int i = 0; i < cells.length; i++) {
                String cell = cells[i] == null ? "" : cells[i];
                boolean broken = mayQuote && !cell.isEmpty() && cells.length > 1 && random.nextInt(40) == 0;
                boolean quoted = broken
                        || cell.indexOf(delimiter) >= 0
                        || (mayQuote && !cell.isEmpty() && random.nextInt(6) == 0);
                text.append(i > 0 ? String.valueOf(delimiter) : "")
                        .append(quoted ? "\"" + cell + (broken ? lineEnd : "") + '"' : cell);
            }
            text.append(lineEnd);
        }

        byte[] bytes() {
            Charset charset = List.of(
                            StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, Charset.forName("windows-1252"))
                    .get(random.nextInt(3));
            boolean mark = charset.equals(StandardCharsets.UTF_16LE)
                    || (charset.equals(StandardCharsets.UTF_8) && random.nextBoolean());
            return ((mark ? "\ufeff" : "") + text).getBytes(charset);
        }
    }
}
