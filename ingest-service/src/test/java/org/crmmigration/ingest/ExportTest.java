package org.crmmigration.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.crmmigration.ingest.file.InputFile;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Finding.Severity;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportTest {

    private static final String SALES =
            "ID,Transaction_Type,Date,Product,Price_point,Buyer_Email,Amount (EUR),subscription_id,lead_id\n";

    @TempDir
    Path directory;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(directory, Map.of("timeZone", "UTC"));
    }

    @Test
    void mergesOverlappingFilesFieldByField() {
        // Given
        Path old = bench.file(
                "contacts_kartra_09-06-2026_6a27e4201f3a7.csv",
                "ID,Email,First Name,City,Tags\n7,ann@b.example,Ann,Leeds,\"Red, Blue\"\n");
        Path later = bench.file(
                "contacts_kartra_09-06-2026_6a27f2301f3a7.csv",
                "ID,Email,First Name,City,Tags\n7,Ann@B.example,Anna,,Green\n");

        // When
        bench.ingest(later, old);

        // Then
        SourceRecord ann = bench.sink().record("contact:7");
        assertThat(text(ann, "first_name")).isEqualTo("Anna");
        assertThat(text(ann, "city")).isEqualTo("Leeds");
        assertThat(ann.fields().get("tags")).isEqualTo(new Value.Texts(List.of("Red", "Blue", "Green")));
        assertThat(ann.rows()).hasSize(2);
        assertThat(bench.sink().completed().files())
                .extracting(FileAccount::recordRows, FileAccount::mergedRows)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, 0L), org.assertj.core.groups.Tuple.tuple(0L, 1L));
    }

    @Test
    void clearsWhatALaterExportEmptied() {
        // Given
        bench.ingest(
                bench.file("a.csv", "ID,Email,First Name,City\n7,ann@b.example,Ann,Leeds\n8,bob@b.example,Bob,York\n"));

        // When
        bench.ingest(bench.file("b.csv", "ID,Email,First Name,City\n7,ann@b.example,Ann,\n8,bob@b.example,Bob,York\n"));

        // Then
        assertThat(bench.sink().record("contact:7").fields().get("city")).isEqualTo(Value.NOTHING);
        assertThat(bench.sink().record("contact:7").change()).isEqualTo(Change.CHANGED);
        assertThat(bench.sink().record("contact:8").change()).isEqualTo(Change.IDENTICAL);
    }

    @Test
    void keepsTheNameAsWrittenBesideTheNameAsSpoken() {
        // When
        bench.ingest(
                bench.file("a.csv", "ID,Email,Full Name\n7,ann@b.example,\"Ash, Ann\"\n8,bob@b.example,Bob Birch\n"));

        // Then
        assertThat(bench.sink().record("contact:7").fields())
                .containsEntry("first_name", new Value.Text("Ann"))
                .containsEntry("full_name", new Value.Text("Ann Ash"));
        assertThat(bench.sink().record("contact:7").raw()).containsEntry("full_name", "Ash, Ann");
        assertThat(bench.sink().record("contact:8").raw()).doesNotContainKey("full_name");
    }

    @Test
    void clearsWhatALaterExportEmptiedOfADealOnly() {
        // Given
        String header = "Deal ID,Deal name,Pipeline,Stage,Amount (USD),Close date,Contact email,Notes\n";
        bench.ingest(
                bench.file("c.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n"),
                bench.file("a.csv", header + "1,Upsell,Sales,New,10,2026-08-01,ann@b.example,call\n"));

        // When
        bench.ingest(bench.file("b.csv", """
                Deal ID,Deal name,Pipeline,Stage,Amount (USD),Contact email,Notes
                1,Upsell,Sales,New,,ann@b.example,
                """));

        // Then
        SourceRecord deal = bench.sink().record("deal:1");
        assertThat(deal.change()).isEqualTo(Change.CHANGED);
        assertThat(deal.fields()).containsEntry("amount", Value.NOTHING).containsEntry("notes", Value.NOTHING);
        assertThat(deal.fields()).doesNotContainKey("close_date");
    }

    @Test
    void marksWhatALaterExportLacksAsVanishedAndKeepsIt() {
        // Given
        bench.ingest(bench.file(
                "a.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n8,bob@b.example,Bob\n9,cy@b.example,Cy\n"));

        // When
        bench.ingest(bench.file("b.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n8,bob@b.example,Bob\n"));

        // Then
        assertThat(bench.sink().record("contact:9").change()).isEqualTo(Change.VANISHED);
        assertThat(text(bench.sink().record("contact:9"), "first_name")).isEqualTo("Cy");
        assertThat(bench.sink().findings(Rule.R04)).hasSize(1);
    }

    @Test
    void marksWhatKartraDeletedAsVanished() {
        // Given
        bench.ingest(bench.file("a.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n8,bob@b.example,Bob\n"));

        // When
        bench.ingest(bench.file(
                "b.csv",
                "ID,Email,First Name,Deleted\n7,ann@b.example,Ann,1\n8,bob@b.example,Bob,0\n9,cy@b.example,Cy,1\n"));

        // Then
        assertThat(bench.sink().records(Kind.CONTACT))
                .extracting(SourceRecord::sourceKey, SourceRecord::change)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("contact:7", Change.VANISHED),
                        org.assertj.core.groups.Tuple.tuple("contact:8", Change.IDENTICAL));
        assertThat(bench.sink().record("contact:7").flags()).containsExactly("suppressed.deleted");
        assertThat(bench.sink().findings(Rule.C19)).hasSize(2);
    }

    @Test
    void prefersWhatKartraWroteLaterAlsoWhenAnOlderFileIsHandedInLate() {
        // Given
        bench.ingest(bench.file(
                "contacts_kartra_10-06-2026_6a2935a01f3a7.csv",
                "ID,Email,First Name,City\n7,ann@b.example,Anna,York\n"));

        // When
        bench.ingest(bench.file(
                "contacts_kartra_09-06-2026_6a27e4201f3a7.csv",
                "ID,Email,First Name,City\n7,ann@b.example,Ann,Leeds\n8,bob@b.example,Bob,Bath\n"));

        // Then
        assertThat(text(bench.sink().record("contact:7"), "first_name")).isEqualTo("Anna");
        assertThat(text(bench.sink().record("contact:7"), "city")).isEqualTo("York");
        assertThat(bench.sink().record("contact:7").change()).isEqualTo(Change.IDENTICAL);
        assertThat(bench.sink().record("contact:8").change()).isEqualTo(Change.NEW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            deals; deal:1; stage; Deal ID,Deal name,Pipeline,Stage,Contact email; 1,Upsell,Sales,Won,ann@b.example; 1,Upsell,Sales,New,ann@b.example
            subscriptions; subscription:1; status; Subscription ID,Email,Product,Status,Start date; 1,ann@b.example,Club,Cancelled,2026-01-01; 1,ann@b.example,Club,Active,2026-01-01
            appointments; appointment:1; status; Appointment ID,Calendar,Start,Status,Email; 1,Coach,2026-07-01 10:00,Cancelled,ann@b.example; 1,Coach,2026-07-01 10:00,Booked,ann@b.example
            affiliates; affiliate:1; status; Affiliate ID,Username,Email,Status,Earned (USD),Due (USD); 1,ann,ann@b.example,Approved,10,0; 1,ann,ann@b.example,Pending,10,0
            """)
    void prefersWhatKartraWroteLaterOfEveryKind(
            String kind, String key, String field, String header, String newer, String older) {
        // Given
        bench.ingest(bench.file(kind + "_10-06-2026_6a2935a01f3a7.csv", header + '\n' + newer + '\n'));
        String before = text(bench.sink().record(key), field);

        // When
        bench.ingest(bench.file(kind + "_09-06-2026_6a27e4201f3a7.csv", header + '\n' + older + '\n'));

        // Then
        assertThat(text(bench.sink().record(key), field)).isEqualTo(before).isNotEmpty();
        assertThat(bench.sink().record(key).change()).isNotEqualTo(Change.VANISHED);
        assertThat(bench.sink().completed().files()).allMatch(FileAccount::balanced);
    }

    @Test
    void readsAnArchiveInAnArchive() throws IOException {
        // Given
        Path inner = zip(
                "inner.zip",
                Map.of("contacts.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n".getBytes(StandardCharsets.UTF_8)));
        Path outer =
                zip("outer.zip", Map.of("june/inner.zip", Files.readAllBytes(inner), "broken.zip", new byte[] {1, 2}));

        // When
        bench.ingest(outer);

        // Then
        assertThat(text(bench.sink().record("contact:7"), "first_name")).isEqualTo("Ann");
        assertThat(bench.sink().completed().files())
                .extracting(FileAccount::file)
                .containsExactlyInAnyOrder("outer.zip!/june/inner.zip!/contacts.csv", "outer.zip!/broken.zip");
    }

    @Test
    void knowsASpreadsheetByItsFirstBytes() throws IOException {
        // Given
        Path file = zip("contacts.csv", Map.of("xl/workbook.xml", new byte[] {'<', 'x', '/', '>'}));

        // When
        assertThatThrownBy(() -> bench.ingest(file)).hasMessageContaining("none of the files can be used");

        // Then
        assertThat(bench.sink().findings(Rule.F01))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("a spreadsheet or an archive"));
    }

    @Test
    void leavesAFileOutThatChangesWhileItIsRead() {
        // Given
        String rows = "ID,Email,First Name\n7,ann@b.example,Ann\n";
        Path growing = bench.file("growing.csv", rows);
        Path whole = bench.file("whole.csv", "ID,Email,First Name\n8,bob@b.example,Bob\n");
        Export export = new ExportTable(bench.staging()).add(List.of(growing, whole), Map.of(), Bench.NOW);

        // When
        bench.run(export, (_, _, _, _, message, _) -> {
            if (message.equals("files are being read")) {
                bench.file("growing.csv", rows + "9,cy@b.example,Cy\n");
            }
        });

        // Then
        assertThat(bench.sink().records(Kind.CONTACT))
                .extracting(SourceRecord::sourceKey)
                .containsExactly("contact:8");
        assertThat(bench.sink().findings(Rule.F01))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("changed while it was read"));
        assertThat(bench.sink().completed().files()).hasSize(2).allMatch(FileAccount::balanced);
    }

    @Test
    void refusesSettingsOfFilesThatAreNotThere() {
        // Given
        Path file = bench.file("c.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n");

        // When / Then
        assertThatThrownBy(() -> bench.ingest(Map.of("kind.contact.csv", "contacts"), file))
                .hasMessageContaining("kind.contact.csv names no file");
        assertThat(bench.ingest(Map.of("kind.c.csv", "contacts"), file).state()).isEqualTo(Export.State.COMPLETED);
    }

    @Test
    void readsWideTextWithoutItsMark() throws IOException {
        // Given
        Path file = bench.file("a.csv", "");
        Files.write(file, "ID,Email,First Name\n7,ann@b.example,Zo\u00eb\n".getBytes(StandardCharsets.UTF_16LE));

        // When
        bench.ingest(file);

        // Then
        assertThat(text(bench.sink().record("contact:7"), "first_name")).isEqualTo("Zo\u00eb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n"})
    void countsTheLinesOfWideText(String end) throws IOException {
        // Given
        Path file = bench.file("a.csv", "");
        String text = "\ufeffID,Email,First Name" + end + "7,ann@b.example,Ann" + end + "8,bob@b.example,Bob";
        Files.write(file, text.getBytes(StandardCharsets.UTF_16BE));

        // When
        Probe probe = Probe.of(new InputFile("a.csv", file, null));

        // Then
        assertThat(probe.lines()).isEqualTo(3);
        assertThat(probe.lineEnds()).isEqualTo(end.replace("\r", "CR").replace("\n", "LF"));
    }

    @Test
    void knowsThatAFileHandedInAgainHoldsWhatItHeld() {
        // Given
        String same = "ID,Email,First Name\n7,ann@b.example,Ann\n8,bob@b.example,Bob\n9,cy@b.example,Cy\n";
        bench.ingest(
                bench.file("a.csv", same),
                bench.file("b.csv", "ID,Email,First Name\n17,dee@b.example,Dee\n18,eve@b.example,Eve\n"));

        // When
        bench.ingest(
                bench.file("a2.csv", same), bench.file("b2.csv", "ID,Email,First Name\n17,dee@b.example,Deirdre\n"));

        // Then
        for (int id = 7; id <= 9; id++) {
            assertThat(bench.sink().record("contact:" + id).change()).isEqualTo(Change.IDENTICAL);
        }
        assertThat(bench.sink().record("contact:17").change()).isEqualTo(Change.CHANGED);
        assertThat(bench.sink().record("contact:18").change()).isEqualTo(Change.VANISHED);
    }

    @Test
    void keepsTheSourceKeyWhenAnIdBecomesKnown() {
        // Given
        bench.ingest(bench.file("a.csv", "Email,First Name\nann@b.example,Ann\n"));
        String key = bench.sink().records(Kind.CONTACT).getFirst().sourceKey();

        // When
        bench.ingest(bench.file("b.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n"));

        // Then
        assertThat(bench.sink().records(Kind.CONTACT))
                .extracting(SourceRecord::sourceKey)
                .containsExactly(key);
        assertThat(key).matches("contact:[0-9a-f]{32}");
    }

    @Test
    void queuesContradictingIdentities() {
        // When
        bench.ingest(bench.file("a.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n8,ann@b.example,Ann\n"));

        // Then
        assertThat(bench.sink().records(Kind.CONTACT))
                .allMatch(contact -> contact.flags().contains("conflict"))
                .hasSize(2);
        assertThat(bench.sink().findings(Rule.C04)).hasSize(2);
    }

    @Test
    void foldsTheLogIntoOrders() {
        // Given
        Path contacts = bench.file("c.csv", "ID,Email,First Name,Company\n7,ann@b.example,Ann,Acme Inc\n");
        Path log = bench.file(
                "t.csv",
                SALES
                        + "1,Sale,2025-01-01 10:00:00,Book,1,ann@b.example,20.00,N/A,7\n"
                        + "2,Partial refund,2025-01-02 10:00:00,Book,1,ann@b.example,5.00,N/A,7\n"
                        + "3,Sale,2025-01-03 10:00:00,Book,1,ann@b.example,20.00,N/A,7\n"
                        + "4,Refund,2025-01-04 10:00:00,Book,1,ann@b.example,-20.00,N/A,7\n"
                        + "5,Rebill,2025-02-03 10:00:00,Book,1,ann@b.example,20.00,N/A,7\n"
                        + "6,Failed,2025-02-04 10:00:00,Book,1,ann@b.example,20.00,N/A,7\n"
                        + "7,Refund,2025-02-05 10:00:00,Pen,1,ann@b.example,3.00,N/A,7\n");

        // When
        bench.ingest(contacts, log);

        // Then
        assertThat(text(bench.sink().record("order:1"), "status")).isEqualTo("partially_refunded");
        assertThat(money(bench.sink().record("order:1"), "net")).isEqualByComparingTo("15");
        assertThat(text(bench.sink().record("order:3"), "status")).isEqualTo("refunded");
        assertThat(text(bench.sink().record("order:3"), "refund_link")).isEqualTo("nearest_sale");
        assertThat(text(bench.sink().record("order:5"), "carried_by")).isEqualTo("order:1");
        assertThat(money(bench.sink().record("order:1"), "rebill_total")).isEqualByComparingTo("20");
        assertThat(money(bench.sink().record("contact:7"), "derived.lifetime_spend"))
                .isEqualByComparingTo("35");
        assertThat(bench.sink().record("order:1").references())
                .containsEntry("contact", "contact:7")
                .containsKey("company");
        assertThat(bench.sink().findings(Rule.T11)).hasSize(1);
        FileAccount account = bench.sink().completed().files().get(1);
        assertThat(account.balanced()).isTrue();
        assertThat(account.recordRows()).isEqualTo(3);
        assertThat(account.mergedRows()).isEqualTo(2);
        assertThat(account.excludedRows()).isEqualTo(2);
    }

    @Test
    void derivesSubscriptionsFromTheirTimeline() {
        // When
        bench.ingest(bench.file(
                "t.csv",
                SALES
                        + "1,Sale,2025-01-01 10:00:00,Club,1,ann@b.example,9.00,55,7\n"
                        + "2,Rebill,2025-02-01 10:00:00,Club,1,ann@b.example,9.00,55,7\n"
                        + "3,Failed,2025-03-01 10:00:00,Club,1,ann@b.example,9.00,55,7\n"
                        + "4,Cancellation,2025-03-02 10:00:00,Club,1,ann@b.example,N/A,55,7\n"));

        // Then
        SourceRecord subscription = bench.sink().record("subscription:55");
        assertThat(text(subscription, "status")).isEqualTo("cancelled");
        assertThat(subscription.fields().get("derived")).isEqualTo(new Value.Flag(true));
        assertThat(money(subscription, "payments_total")).isEqualByComparingTo("18");
        assertThat(text(bench.sink().record("order:2"), "carried_by")).isEqualTo("subscription:55");
        FileAccount account = bench.sink().completed().files().getFirst();
        assertThat(account.recordRows()).isEqualTo(2);
        assertThat(account.mergedRows()).isEqualTo(2);
    }

    @Test
    void remembersThatASubscriptionRanWhenAnEarlierExportWasMade() {
        // Given
        String header = "Subscription ID,Email,Product,Status,Start date,End date\n";
        bench.ingest(bench.file("s.csv", header + """
                1,ann@b.example,Club,Active,2025-01-01,
                2,ann@b.example,Club,Cancelled,2025-01-01,2025-02-01
                """));

        // When
        bench.ingest(bench.file("later.csv", header + """
                1,ann@b.example,Club,Cancelled,2025-01-01,2025-03-01
                2,ann@b.example,Club,Terminated,2025-01-01,2025-02-01
                3,ann@b.example,Club,Cancelled,2025-01-01,2025-02-01
                """));

        // Then
        assertThat(bench.sink().records(Kind.SUBSCRIPTION))
                .filteredOn(record -> record.fields().containsKey("was_running"))
                .extracting(SourceRecord::sourceKey)
                .containsExactly("subscription:1");
    }

    @Test
    void tellsFromPaymentsThatASubscriptionRanWhenAnEarlierExportWasMade() {
        // Given
        String begin = SALES
                + "1,Sale,2025-01-01 10:00:00,Club,1,ann@b.example,9.00,55,7\n"
                + "2,Sale,2025-01-01 10:00:00,Club,1,ann@b.example,9.00,56,7\n"
                + "3,Cancellation,2025-01-20 10:00:00,Club,1,ann@b.example,N/A,56,7\n";
        bench.ingest(bench.file("transactions_kartra_15-02-2025_67afd90000000.csv", begin));

        String whole = begin + "4,Cancellation,2025-03-02 10:00:00,Club,1,ann@b.example,N/A,55,7\n";
        bench.ingest(bench.file("transactions_kartra_15-03-2025_67d4c30000000.csv", whole));

        // When nothing changes any more
        bench.ingest(bench.file("transactions_kartra_16-04-2025_67ff000000000.csv", whole + "\n"));

        // Then
        assertThat(bench.sink().records(Kind.SUBSCRIPTION))
                .filteredOn(record -> record.fields().containsKey("was_running"))
                .extracting(SourceRecord::sourceKey)
                .containsExactly("subscription:55");
    }

    @Test
    void rejectsDifferentRowsUnderOneTransactionIdAndCountsEqualOnes() {
        // When
        bench.ingest(bench.file(
                "t.csv",
                SALES
                        + "1,Sale,2025-01-01 10:00:00,Book,1,ann@b.example,20.00,N/A,7\n"
                        + "1,Sale,2025-01-01 10:00:00,Book,1,ann@b.example,20.00,N/A,7\n"
                        + "1,Sale,2025-01-01 10:00:00,Book,1,ann@b.example,99.00,N/A,7\n"));

        // Then
        FileAccount account = bench.sink().completed().files().getFirst();
        assertThat(account.repeatedRows()).isEqualTo(1);
        assertThat(account.rejectedRows()).isEqualTo(1);
        assertThat(bench.sink().findings(Rule.T02))
                .singleElement()
                .satisfies(finding -> assertThat(finding.row()).isEqualTo(4));
    }

    @Test
    void rejectsAWebPageWithOneClearSentence() {
        // Given
        Path page = bench.file("contacts.csv", "<!DOCTYPE html><html><body>Log in</body></html>\n");

        // When / Then
        assertThatThrownBy(() -> bench.ingest(page)).hasMessageContaining("none of the files");
        assertThat(bench.sink().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.FATAL);
            assertThat(finding.message()).contains("web page");
        });
    }

    @Test
    void rejectsAnUnknownHeaderButNeverEchoesData() {
        // Given
        Path good = bench.file("c.csv", "Email,First Name\nann@b.example,Ann\n");
        Path unknown = bench.file("u.csv", "Colour,Weight\nred,5\n");
        Path headless = bench.file("h.csv", "zoe@b.example,Zoe\ncy@b.example,Cy\n");

        // When
        bench.ingest(good, unknown, headless);

        // Then
        assertThat(bench.sink().findings(Rule.F02))
                .extracting(finding -> finding.message())
                .anyMatch(message -> message.contains("Colour, Weight"))
                .noneMatch(message -> message.contains("zoe"));
        assertThat(bench.sink().completed().files()).allMatch(FileAccount::balanced);
    }

    @Test
    void readsWhatSpreadsheetsWrite() throws IOException {
        // Given
        Path latin = bench.file("l.csv", "");
        Files.write(latin, "Email;First Name\nann@b.example;Zoë\n".getBytes(Charset.forName("windows-1252")));
        Path wide = bench.file("w.csv", "");
        Files.write(wide, "\uFEFFEmail\tFirst Name\nbob@b.example\tŁucja\n".getBytes(StandardCharsets.UTF_16LE));
        Path zip = directory.resolve("in").resolve("more.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("deep/contacts.csv"));
            out.write("Report of today\n\nEmail,First Name\ncy@b.example,Cy\n".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }

        // When
        bench.ingest(latin, wide, zip);

        // Then
        assertThat(bench.sink().records(Kind.CONTACT))
                .extracting(contact -> text(contact, "first_name"))
                .containsExactlyInAnyOrder("Zoë", "Łucja", "Cy");
        assertThat(bench.sink().findings(Rule.F07))
                .extracting(Finding::message)
                .anyMatch(message -> message.endsWith("windows-1252"))
                .anyMatch(message -> message.endsWith("UTF-16LE"))
                .hasSize(2);
        assertThat(bench.sink().completed().files()).allMatch(FileAccount::balanced);
        assertThat(bench.sink().completed().files())
                .anyMatch(account -> account.file().equals("more.zip!/deep/contacts.csv") && account.headerRows() == 3);
    }

    @Test
    void skipsAFileThatWasHandedInBefore() {
        // Given
        Path file = bench.file("a.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n");
        bench.ingest(file);

        // When
        Export export = bench.ingest(file);

        // Then
        assertThat(export.state()).isEqualTo(Export.State.COMPLETED);
        assertThat(bench.sink().completed().generation()).isEqualTo(2);
        assertThat(bench.sink().completed().files().getFirst().repeatedRows()).isEqualTo(1);
        assertThat(bench.sink().record("contact:7").change()).isEqualTo(Change.IDENTICAL);
        assertThat(bench.sink().findings(Rule.F04))
                .extracting(Finding::severity)
                .containsExactly(Severity.INFO);
    }

    @Test
    void keepsTheKeyOfACompanyWhenAnotherOfItsNameAppears() {
        // Given
        bench.ingest(bench.file("a.csv", """
                ID,Email,First Name,Company,Company Website
                1,ann@mail.example,Ann,Acme,
                2,bob@mail.example,Bob,Acme,https://a.example
                """));
        String before = bench.sink().record("contact:2").references().get("company");

        // When
        bench.ingest(bench.file("b.csv", """
                ID,Email,First Name,Company,Company Website
                1,ann@mail.example,Ann,Acme,
                2,bob@mail.example,Bob,Acme,https://a.example
                3,cid@mail.example,Cid,Acme,https://b.example
                """));

        // Then
        List<String> companies = Stream.of("contact:1", "contact:2", "contact:3")
                .map(key -> bench.sink().record(key).references().get("company"))
                .toList();
        assertThat(companies).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(companies.get(1)).isEqualTo(before);
    }

    @Test
    void refusesWhatAnotherReleaseRead() {
        // Given
        bench.ingest(bench.file("a.csv", "ID,Email,First Name\n7,ann@b.example,Ann\n"));
        try (Sql sql = bench.staging().rows()) {
            sql.script("pragma user_version = 1");
            sql.commit();
        }
        Path next = bench.file("b.csv", "ID,Email,First Name\n8,bob@b.example,Bob\n");

        // When // Then
        assertThatThrownBy(() -> bench.ingest(next)).hasMessageContaining("another release");
    }

    @Test
    void readsAppointments() {
        // Given
        Path file = bench.file("appointments.csv", """
                Appointment ID,Calendar,Class,Email,Start,Duration,Status,Host email
                1,Coaching,Intro call,ann@b.example,2024-05-01 13:30,1:30,no show,Sam@acme.example
                2,Coaching,,ann@b.example,2031-05-01 13:30,45 min,,
                """);

        // When
        bench.ingest(file);

        // Then
        SourceRecord intro = bench.sink().record("appointment:1");
        assertThat(text(intro, "title")).isEqualTo("Intro call");
        assertThat(text(intro, "calendar_name")).isEqualTo("Coaching");
        assertThat(text(intro, "status")).isEqualTo("no_show");
        assertThat(text(intro, "host_email")).isEqualTo("sam@acme.example");
        assertThat(intro.fields()).containsEntry("duration_min", new Value.Whole(90));
        SourceRecord open = bench.sink().record("appointment:2");
        assertThat(open.fields()).doesNotContainKey("title").containsEntry("duration_min", new Value.Whole(45));
        assertThat(text(open, "status")).isEqualTo("booked");
    }

    @Test
    void goesOnWherePublishingBroke() {
        // Given
        StringBuilder contacts = new StringBuilder("ID,Email,First Name\n");
        for (int i = 1; i <= 950; i++) {
            contacts.append(i).append(",u").append(i).append("@b.example,U\n");
        }
        Path file = bench.file("a.csv", contacts.toString());
        bench.sink().breakAfter(555);
        assertThatThrownBy(() -> bench.ingest(file)).hasMessageContaining("broken");
        bench.sink().breakAfter(Integer.MAX_VALUE);

        // When
        bench.run(new ExportTable(bench.staging()).find("export-1").orElseThrow());

        // Then
        List<SourceRecord> records = bench.sink().messages().stream()
                .filter(SourceRecord.class::isInstance)
                .map(SourceRecord.class::cast)
                .toList();
        assertThat(records)
                .extracting(SourceRecord::sequence)
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.range(0, 950).boxed().toList());
        assertThat(records).allMatch(record -> record.change() == Change.NEW);
        assertThat(bench.sink().completed().recordsByKind()).containsEntry("contact", 950L);
    }

    @Test
    void typesCustomFieldsByDefinitionAndByWhatTheyHold() {
        // Given
        Path fields = bench.file("fields.json", """
                {"custom_fields": [
                  {"field_id": "1", "field_identifier": "colours", "field_type": "checkbox",
                   "field_value": [{"option_id": "1", "option_value": "Red"}, {"option_id": "2", "option_value": "Blue"}]},
                  {"field_id": "2", "field_identifier": "born", "field_type": "input_field"}]}
                """);
        Path contacts = bench.file(
                "c.csv", "ID,Email,First Name,Colours,Born,Shoe\n7,ann@b.example,Ann,\"1;2\",25/12/1990,41\n");

        // When
        bench.ingest(fields, contacts);

        // Then
        SourceRecord ann = bench.sink().record("contact:7");
        assertThat(ann.fields().get("custom.colours")).isEqualTo(new Value.Texts(List.of("Red", "Blue")));
        assertThat(ann.fields().get("custom.born")).isEqualTo(new Value.Day(java.time.LocalDate.of(1990, 12, 25)));
        assertThat(ann.fields().get("custom.shoe")).isEqualTo(new Value.Decimal(new BigDecimal("41")));
        assertThat(text(bench.sink().record("custom_field:colours"), "type")).isEqualTo("checkbox");
        assertThat(text(bench.sink().record("custom_field:born"), "inferred")).isEqualTo("date");
    }

    @Test
    void leavesDeletedContactsBehindAndNeverMailsTheUnwilling() {
        // When
        bench.ingest(bench.file("c.csv", """
                ID,Email,First Name,GDPR Status,Status,Lead deleted
                7,ann@b.example,Ann,Not accepted,Subscribed,0
                8,bob@b.example,Bob,Accepted,Spam complaint,0
                9,cy@b.example,Cy,Accepted,Subscribed,1
                """));

        // Then
        assertThat(bench.sink().records(Kind.CONTACT))
                .extracting(SourceRecord::flags)
                .containsExactly(List.of("suppressed.gdpr"), List.of("suppressed.spam"));
        assertThat(bench.sink().records(Kind.CONTACT))
                .allMatch(
                        contact -> new Value.Flag(true).equals(contact.fields().get("do_not_mail")));
        assertThat(bench.sink().completed().files().getFirst().excludedRows()).isEqualTo(1);
    }

    private Path zip(String name, Map<String, byte[]> entries) throws IOException {
        Path file = bench.file(name, "");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return file;
    }

    private static String text(SourceRecord record, String field) {
        return record.fields().get(field) instanceof Value.Text(String text) ? text : "";
    }

    private static BigDecimal money(SourceRecord record, String field) {
        return record.fields().get(field) instanceof Value.Money money ? money.amount() : BigDecimal.valueOf(-1);
    }
}
