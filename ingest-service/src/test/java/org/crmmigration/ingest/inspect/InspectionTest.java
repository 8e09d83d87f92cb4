package org.crmmigration.ingest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.ingest.Bench;
import org.crmmigration.ingest.samples.SampleExport;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class InspectionTest {

    @TempDir
    Path directory;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(directory, Map.of("timeZone", "UTC"));
    }

    @Test
    void saysWhereTheFirstRowStandsThatAsksForADecision() {
        // When
        Inspection inspection = inspect(bench.ingest(bench.file("c.csv", """
                ID,Email,First Name
                1,ann@mail.example.edu,Ann
                2,,Bob
                3,nobody,Cy
                4,,Di
                """)));

        // Then
        assertThat(inspection.decisions())
                .extracting(Inspection.Decision::what)
                .contains(
                        "2 rows are left out, the first c.csv:3: the contact has no e-mail address",
                        "1 row is left out, c.csv:4: the e-mail address is not one");
    }

    @Test
    void comparesWithTheExportBefore() {
        // Given
        bench.ingest(
                bench.file("a.csv", "ID,Email,First Name\n1,a@b.invalid,Ann\n2,b@b.invalid,Bob\n3,c@b.invalid,Cy\n"));

        // When
        Inspection inspection = inspect(bench.ingest(
                bench.file("b.csv", "ID,Email,First Name\n1,a@b.invalid,Anna\n2,b@b.invalid,Bob\n4,d@b.invalid,Di\n")));

        // Then
        assertThat(inspection.census().changes())
                .extractingByKey("contact")
                .isEqualTo(Map.of(Change.NEW, 1L, Change.CHANGED, 1L, Change.VANISHED, 1L, Change.IDENTICAL, 1L));
        assertThat(InspectionPage.html(inspection)).contains("Since the export before");
    }

    @Test
    void saysInWhichFieldsRecordsChanged() {
        // Given
        bench.ingest(bench.file("a.csv", """
                ID,Email,First Name,City,Tags
                1,a@b.invalid,Ann,Ayr,vip
                2,b@b.invalid,Bob,Bath,vip
                3,c@b.invalid,Cy,Cork,vip
                """));

        // When
        Export second = bench.ingest(bench.file("b.csv", """
                ID,Email,First Name,City,Tags
                1,a@b.invalid,Anna,Ayr,"vip,new"
                2,b@b.invalid,Bob,,vip
                3,c@b.invalid,Cy,Cork,vip
                """));

        // Then
        assertThat(inspect(second).census().changedFields())
                .extractingByKey("contact")
                .isEqualTo(Map.of("first_name", 1L, "full_name", 1L, "tags", 1L, "city", 1L));
        assertThat(InspectionPage.html(inspect(second))).contains("Fields that changed");
        StringBuilder csv = new StringBuilder();
        RecordLists.changed(bench.staging(), second.seq(), csv);
        assertThat(csv.toString().lines().filter(line -> line.startsWith("contact:")))
                .containsExactly("contact:1,first_name full_name tags", "contact:2,city");
    }

    @Test
    void countsCleanContactsAndWhatEachClassWouldSave() {
        // Given
        Path contacts = bench.file("contacts.csv", """
                ID,Email,First Name,Last Name,Phone,Date joined,Status
                1,ann@b.invalid,Ann,Ash,+441134960001,2026-01-01,Subscribed
                2,ann+news@c.example.org,Ann,Ash,+441134960001,2026-02-01,Subscribed
                3,bob@gmial.com,Bob,Birch,,2026-01-01,Subscribed
                4,old@mail.example.edu,Cy,Cedar,,2019-01-01,Subscribed
                5,bounced@mail.example.edu,Di,Dean,,2026-01-01,Multiple soft bounces
                6,clean@mail.example.edu,Eve,Elm,,2026-01-01,Subscribed
                7,buyer@mail.example.edu,Flo,Fig,,2019-01-01,Subscribed
                """);
        Path log = bench.file("log.csv", """
                ID,Transaction_Type,Date,Product,Buyer_Email,Amount (USD),lead_id
                1,Sale,2019-02-01,Book,old@mail.example.edu,20.00,4
                2,Sale,2026-02-01,Book,buyer@mail.example.edu,20.00,7
                """);

        // When
        Audit audit = inspect(bench.ingest(contacts, log)).audit();

        // Then
        assertThat(audit.rows()).isEqualTo(7);
        assertThat(audit.contacts()).isEqualTo(7);
        assertThat(audit.clean()).isEqualTo(2);
        assertThat(saving(audit, "suspect.duplicate").contacts()).isEqualTo(1);
        assertThat(saving(audit, "suspect.typo").contacts()).isEqualTo(1);
        assertThat(saving(audit, "suspect.test").contacts()).isEqualTo(1);
        assertThat(saving(audit, "suppressed.bounced").only()).isEqualTo(1);
        Audit.Saving stale = saving(audit, "suspect.stale");
        assertThat(stale.contacts()).isEqualTo(1);
        assertThat(stale.theirs()).isEqualTo(Map.of("order", 1L));
        assertThat(stale.calls()).containsEntry("pipedrive", 1L);
        assertThat(stale.callsWithTheirs()).containsEntry("pipedrive", 2L);
        assertThat(bench.sink().record("contact:2").flags()).contains("suspect.duplicate");
        assertThat(bench.sink().record("contact:1").flags()).doesNotContain("suspect.duplicate");
        assertThat(bench.sink().record("contact:4").flags()).contains("suspect.stale");
        assertThat(bench.sink().record("contact:7").flags()).isEmpty();
        StringBuilder csv = new StringBuilder();
        RecordLists.flagged(bench.staging(), 1, csv);
        assertThat(csv.toString()).contains("contact:4,suspect.stale").doesNotContain("contact:6", "@");
    }

    @Test
    void findsRangesValuesPicklistsSignsAndGaps() {
        // Given
        StringBuilder contacts = new StringBuilder("ID,Email,First Name,Date joined,Tags,Plan,Motto\n");
        for (int i = 1; i <= 40; i++) {
            contacts.append("%d,p%d@b.invalid,P,2025-%02d-01,Webinar March,%s,motto number %d\n"
                    .formatted(i, i, 1 + i % 12, i % 3 == 0 ? "gold" : "silver", i));
        }
        Path worksheet = bench.file(
                "sequences-worksheet.csv", "What,Name,Purpose,Active\nsequence,Welcome,Greets new people,yes\n");

        // When
        Inspection inspection = inspect(bench.ingest(bench.file("contacts.csv", contacts.toString()), worksheet));

        // Then
        assertThat(inspection.files())
                .filteredOn(file -> file.kind().equals("contacts"))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.first()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
                    assertThat(file.last()).isEqualTo(Instant.parse("2025-12-01T00:00:00Z"));
                });
        assertThat(inspection.picklists())
                .extracting(Inspection.Picklist::field)
                .containsExactly("custom.plan");
        assertThat(inspection.picklists().getFirst().values())
                .containsExactly(new Counted.ValueCount("silver", 27), new Counted.ValueCount("gold", 13));
        assertThat(inspection.census().signs())
                .containsExactly(new Counted.TagSign("webinar", "Webinar March", 40, "\\bwebinar"));
        assertThat(inspection.worksheet()).extracting(Worksheet.Item::name).containsExactly("Welcome");
        assertThat(inspection.gaps())
                .extracting(Inspection.Gap::what)
                .contains("No transactions file", "History of: survey")
                .doesNotContain("No contacts file");
        assertThat(inspection.report().files()).allMatch(file -> file.balanced());
        assertThat(inspection.report().files())
                .extracting(file -> file.account())
                .filteredOn(account -> account.kind().equals("inventory"))
                .extracting(FileAccount::excludedRows)
                .containsExactly(1L);
        assertThat(JsonMapper.shared().writeValueAsString(inspection.census())).doesNotContain("motto number", "@");
    }

    @Test
    void showsEverythingOfTheSampleToPeopleAndPrograms() throws Exception {
        // Given
        SampleExport.write(directory.resolve("sample"));

        // When
        Inspection inspection = inspect(bench.ingest(directory.resolve("sample")));

        // Then
        JsonNode json = JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(inspection));
        assertThat(json.at("/report/balanced").asBoolean(false)).isTrue();
        assertThat(json.at("/audit/contacts").asLong(0)).isEqualTo(303);
        String page = InspectionPage.html(inspection);
        assertThat(page)
                .contains(
                        "id=\"files\"",
                        "id=\"audit\"",
                        "id=\"findings\"",
                        "id=\"fields\"",
                        "id=\"values\"",
                        "id=\"gaps\"")
                .doesNotContain("<script", "http://", "https://");
        assertThat(List.of(
                        "contacts",
                        "transactions",
                        "subscriptions",
                        "appointments",
                        "affiliates",
                        "companies",
                        "deals",
                        "owners",
                        "custom_fields"))
                .allSatisfy(kind -> assertThat(inspection.files())
                        .extracting(Inspection.FileSpan::kind)
                        .contains(kind));
    }

    @Test
    void namesWhatIsToBeDecidedAndHow() {
        // Given
        Path page = bench.file("login.csv", "<html><body>Log in</body></html>");
        Path contacts = bench.file(
                "contacts.csv",
                "ID,Email,First Name,Date joined\n7,ann@b.example,Ann,03/04/2025\n7,eve@b.example,Eve,03/04/2025\n8,,Bob,\n");
        Path subscriptions = bench.file(
                "subscriptions.csv",
                "Subscription ID,Email,Product,Status,Start date,Amount\n5,who@b.example,Club,Active,2025-01-01,10.00\n");

        // When
        Inspection inspection = inspect(bench.ingest(page, contacts, subscriptions));

        // Then
        assertThat(inspection.decisions())
                .extracting(Inspection.Decision::what)
                .anyMatch(what -> what.startsWith("login.csv is not used"))
                .anyMatch(what -> what.startsWith("contacts.csv, Date joined: how to read this column's dates"))
                .anyMatch(what -> what.startsWith("subscriptions.csv, Amount: the currency is not certain"))
                .anyMatch(
                        what -> what.startsWith("1 row is left out, contacts.csv:4: the contact has no e-mail address"))
                .anyMatch(what -> what.endsWith("one id has two e-mail addresses, or one address two ids"))
                .anyMatch(what ->
                        what.startsWith("1 row, subscriptions.csv:2: the subscriber is not among the contacts"));
        assertThat(inspection.decisions())
                .filteredOn(decision -> decision.what().startsWith("subscriptions.csv, Amount"))
                .extracting(Inspection.Decision::how)
                .containsExactly("--setting currency=CODE, such as EUR");
        assertThat(InspectionPage.html(inspection)).contains("id=\"decisions\"", "./migrate conflicts list");
    }

    @Test
    void asksOnceForWhatManyFilesLackAndNamesWhatChangesConsentAndNames() {
        // Given
        Path first = bench.file(
                "a.csv", "ID,Email,First Name,Date joined,GDPR status\n7,ann@b.example,Ann,2025-03-04 10:00,maybe\n");
        Path second = bench.file(
                "b.csv",
                "ID,Email,First Name,Date joined,Created at\n8,bob@b.example,Zo\u00c3\u00ab,2025-03-05 10:00,2025-03-05\n");

        // When
        Inspection inspection = inspect(bench.ingest(Map.of("timeZone", ""), first, second));

        // Then
        assertThat(inspection.decisions())
                .filteredOn(decision -> decision.how().equals("--setting timeZone=ZONE"))
                .extracting(Inspection.Decision::what)
                .singleElement()
                .asString()
                .startsWith("2 files: ");
        assertThat(inspection.decisions())
                .extracting(Inspection.Decision::what)
                .anyMatch(what -> what.startsWith("1 row, a.csv:2: the GDPR status is not one of the known words"))
                .anyMatch(what -> what.startsWith("b.csv: the file is not clean UTF-8: 1 cells"))
                .anyMatch(what -> what.startsWith("b.csv, Created at: two columns mean the same"));
    }

    private Inspection inspect(Export export) {
        return Inspection.of("acme", bench.staging(), export);
    }

    private static Audit.Saving saving(Audit audit, String flag) {
        return audit.classes().stream()
                .filter(saving -> saving.flag().equals(flag))
                .findFirst()
                .orElseThrow();
    }
}
