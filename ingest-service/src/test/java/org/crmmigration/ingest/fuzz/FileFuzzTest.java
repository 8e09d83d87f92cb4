package org.crmmigration.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crmmigration.ingest.Bench;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;

/**
 * A file of any kind with any bytes behind its header, or any bytes at all, goes through a whole export: it is used or
 * refused with a sentence, and either way every one of its rows has exactly one state.
 */
final class FileFuzzTest {

    private static final List<String> HEADERS = List.of(
            "",
            "ID,Email,First Name,Phone,Country,Tags,Date Joined,GDPR Status,Shoe\n",
            "ID,Transaction_Type,Date,Product,Buyer_Email,Amount (USD),subscription_id,lead_id\n",
            "Subscription ID,Email,Product,Status,Start date,Recurring period\n",
            "Calendar,Email,Start,End,Status\n",
            "Username,Email,Earned,Due,Paid\n",
            "Company Name,Website,Phone\n",
            "Deal Name,Pipeline,Stage,Amount,Email\n");

    @FuzzTest(maxDuration = "60s")
    void accountsForEveryRow(byte[] data) throws IOException {
        // Given
        Path directory = Files.createTempDirectory("fuzz");
        try {
            Bench bench = new Bench(directory, Map.of("timeZone", "UTC", "currency", "USD"));
            Path file = bench.file("any.csv", "");
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            int kind = data.length == 0 ? 0 : Math.floorMod(data[0], HEADERS.size());
            content.writeBytes(HEADERS.get(kind).getBytes(StandardCharsets.UTF_8));
            content.write(data, Math.min(1, data.length), Math.max(0, data.length - 1));
            Files.write(file, content.toByteArray());

            // When
            boolean refused = refuses(bench, file);

            // Then
            List<FileAccount> accounts;
            try (Sql sql = bench.staging().rows()) {
                accounts = new FileTable(sql).accounts(1);
            }
            assertThat(accounts).hasSize(1).allMatch(FileAccount::balanced);
            assertThat(bench.sink().messages().isEmpty()).isEqualTo(refused);
        } finally {
            delete(directory);
        }
    }

    private static boolean refuses(Bench bench, Path file) {
        try {
            bench.ingest(file);
            return false;
        } catch (IngestException e) {
            assertThat(e).hasMessageContaining("none of the files can be used");
            return true;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
