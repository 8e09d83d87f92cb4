package org.crmmigration.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever dirt stands in the files, every row has exactly one state and nothing is published twice. */
final class LedgerPropertyTest {

    private static final String[] KEYS = {"1", "2", "3", "44", "", "1.2E+11", "x"};
    private static final String[] MAILS = {"a@b.example", "A@b.example ", "c@d.example", "", "no", "e@f.example", "N/A"
    };
    private static final String[] TYPES = {
        "Sale", "Rebill", "Refund", "Partial refund", "Chargeback", "Failed", "Cancellation", "Request Can.", "?"
    };
    private static final String[] DATES = {
        "2025-01-01 10:00:00", "2025-02-30", "3/4/2025", "0000-00-00", "", "2099-01-01"
    };
    private static final String[] AMOUNTS = {"10.00", "10", "-10.00", "", "free", "1,000.00"};

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void balances(long seed) throws IOException {
        // Given
        Random random = new Random(seed);
        Bench bench = new Bench(directory, Map.of("timeZone", "UTC", "currency", "USD"));

        // When
        for (int export = 1; export <= 2; export++) {
            bench.ingest(
                    write(bench, "contacts" + export, contacts(random)),
                    write(bench, "more" + export, contacts(random)),
                    write(bench, "log" + export, transactions(random)),
                    write(bench, "subscriptions" + export, subscriptions(random)));
        }

        // Then
        List<FileAccount> files = bench.sink().completed().files();
        assertThat(files).hasSize(4).allMatch(FileAccount::balanced);
        for (FileAccount account : files) {
            assertThat(account.physicalRows())
                    .isEqualTo(Files.readString(directory.resolve("in").resolve(account.file()))
                            .lines()
                            .count());
        }
    }

    private static Path write(Bench bench, String name, String text) {
        return bench.file(name + ".csv", text);
    }

    private static String contacts(Random random) {
        StringBuilder text = new StringBuilder("ID,Email,First Name,Tags,Date Joined,Lead deleted\n");
        for (int i = 0; i < 120; i++) {
            String row = String.join(
                    ",",
                    pick(random, KEYS),
                    pick(random, MAILS),
                    "N" + random.nextInt(3),
                    "T",
                    pick(random, DATES),
                    random.nextInt(9) == 0 ? "1" : "0");
            text.append(random.nextInt(40) == 0 ? "" : row).append('\n');
        }
        return text.toString();
    }

    private static String transactions(Random random) {
        StringBuilder text = new StringBuilder(
                "ID,Transaction_Type,Date,Product,Buyer_Email,Amount (USD),subscription_id,lead_id\n");
        for (int i = 0; i < 200; i++) {
            text.append(String.join(
                            ",",
                            random.nextInt(30) == 0 ? "" : String.valueOf(random.nextInt(150)),
                            pick(random, TYPES),
                            pick(random, DATES),
                            "P" + random.nextInt(2),
                            pick(random, MAILS),
                            pick(random, AMOUNTS),
                            random.nextBoolean() ? "N/A" : "S" + random.nextInt(5),
                            pick(random, KEYS)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String subscriptions(Random random) {
        StringBuilder text = new StringBuilder("Subscription ID,Email,Product,Status,Start date,Recurring period\n");
        for (int i = 0; i < 40; i++) {
            text.append(String.join(
                            ",",
                            random.nextInt(5) == 0 ? "" : "S" + random.nextInt(8),
                            pick(random, MAILS),
                            "P" + random.nextInt(2),
                            random.nextInt(6) == 0 ? "odd" : "Active",
                            pick(random, DATES),
                            "monthly"))
                    .append('\n');
        }
        return text.toString();
    }

    private static String pick(Random random, String[] words) {
        return words[random.nextInt(words.length)];
    }
}
