package org.crmmigration.ingest.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.crmmigration.ingest.Bench;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.conflict.ConflictQueue.Conflict;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConflictTest {

    private static final String HEADER = "ID,Email,First Name,City\n";
    private static final String TWO_IDS = "7,ann@b.invalid,Ann,Leeds\n8,ann@b.invalid,Anna,York\n9,cy@b.invalid,Cy,\n";
    private static final String TWO_ADDRESSES =
            "7,ann@b.invalid,Ann,Leeds\n7,zoe@b.invalid,Zoe,York\n9,cy@b.invalid,Cy,\n";
    private static final String LOG = "ID,Transaction_Type,Date,Product,Buyer_Email,Amount (USD),lead_id\n";

    @TempDir
    Path directory;

    private Bench bench;
    private ConflictQueue queue;

    @BeforeEach
    void open() {
        bench = new Bench(directory, Map.of("timeZone", "UTC"));
        queue = new ConflictQueue(bench.staging(), Clock.fixed(Bench.NOW, ZoneOffset.UTC));
    }

    @Test
    void asksWithoutAValueOfTheData() {
        // When
        bench.ingest(bench.file("a.csv", HEADER + TWO_IDS));

        // Then
        Conflict conflict = only();
        assertThat(conflict.kind()).isEqualTo("one-address-two-ids");
        assertThat(conflict.records()).containsExactly("contact:7", "contact:8");
        assertThat(conflict.rows()).containsExactly("a.csv:2", "a.csv:3");
        assertThat(conflict.columns()).containsExactly("ID", "First Name", "City");
        assertThat(conflict.answers()).containsExactly("split", "merge", "keep-first", "keep-latest");
        assertThat(conflict.toString()).doesNotContain("ann@", "Leeds");
    }

    @Test
    void mergesFromTheNextGenerationOnAndRemembers() {
        // Given
        bench.ingest(bench.file("a.csv", HEADER + TWO_IDS));
        queue.answer(only(), "merge");

        // When
        bench.ingest(
                bench.file("b.csv", HEADER + TWO_IDS + "10,di@b.invalid,Di,\n"),
                bench.file("t.csv", LOG + "1,Sale,2025-01-01,Book,ann@b.invalid,20.00,8\n"));

        // Then
        assertThat(living())
                .extracting(SourceRecord::sourceKey)
                .containsExactly("contact:7", "contact:9", "contact:10");
        assertThat(bench.sink().record("contact:7").flags()).doesNotContain("conflict");
        assertThat(text("contact:7", "kartra_id")).isEqualTo("7");
        assertThat(text("contact:7", "city")).isEqualTo("York");
        assertThat(bench.sink().record("contact:8").change()).isEqualTo(Change.VANISHED);
        assertThat(bench.sink().record("order:1").references()).containsEntry("contact", "contact:7");
        assertThat(found("export-2", Rule.C04)).isEmpty();
        assertThat(bench.sink().completed().files()).allMatch(FileAccount::balanced);

        // When
        bench.ingest(
                bench.file("c.csv", HEADER + "8,ann@b.invalid,Annie,Bath\n9,cy@b.invalid,Cy,\n10,di@b.invalid,Di,\n"));

        // Then
        assertThat(text("contact:7", "first_name")).isEqualTo("Annie");
        assertThat(text("contact:7", "kartra_id")).isEqualTo("7");
    }

    @Test
    void leavesTheOthersBehindWhenOneIsKept() {
        // Given
        bench.ingest(bench.file("a.csv", HEADER + TWO_IDS));
        queue.answer(only(), "keep-first");

        // When
        bench.ingest(bench.file("b.csv", HEADER + TWO_IDS + "10,di@b.invalid,Di,\n"));

        // Then
        assertThat(living())
                .extracting(SourceRecord::sourceKey)
                .containsExactly("contact:7", "contact:9", "contact:10");
        assertThat(text("contact:7", "first_name")).isEqualTo("Ann");
        FileAccount account = bench.sink().completed().files().getFirst();
        assertThat(account.excludedRows()).isEqualTo(1);
        assertThat(account.balanced()).isTrue();
    }

    @Test
    void splitsAnIdThatStandsForTwoPeople() {
        // Given
        bench.ingest(bench.file("a.csv", HEADER + TWO_ADDRESSES));
        assertThat(only().kind()).isEqualTo("one-id-two-addresses");
        queue.answer(only(), "split");

        // When
        bench.ingest(bench.file("b.csv", HEADER + TWO_ADDRESSES + "10,di@b.invalid,Di,\n"));

        // Then
        assertThat(living())
                .extracting(contact -> text(contact.sourceKey(), "email"))
                .containsExactlyInAnyOrder("ann@b.invalid", "zoe@b.invalid", "cy@b.invalid", "di@b.invalid");
        assertThat(text("contact:7", "first_name")).isEqualTo("Zoe");
        assertThat(living()).noneMatch(contact -> contact.flags().contains("conflict"));
    }

    @Test
    void keepsTheAddressThatWasChosen() {
        // Given
        bench.ingest(bench.file("a.csv", HEADER + TWO_ADDRESSES));
        queue.answer(only(), "keep-first");

        // When
        bench.ingest(bench.file("b.csv", HEADER + TWO_ADDRESSES + "10,di@b.invalid,Di,\n"));

        // Then
        assertThat(text("contact:7", "email")).isEqualTo("ann@b.invalid");
        assertThat(text("contact:7", "first_name")).isEqualTo("Zoe");
    }

    @Test
    void replacesAnAnswerThatWasApplied() {
        // Given
        bench.ingest(bench.file("a.csv", HEADER + TWO_IDS));
        queue.answer(only(), "merge");
        bench.ingest(bench.file("b.csv", HEADER + TWO_IDS + "10,di@b.invalid,Di,\n"));
        assertThat(living()).hasSize(3);

        // When
        queue.answer(only(), "split");
        bench.ingest(bench.file("c.csv", HEADER + TWO_IDS + "10,di@b.invalid,Dina,\n"));

        // Then
        assertThat(living())
                .extracting(SourceRecord::sourceKey)
                .containsExactlyInAnyOrder("contact:7", "contact:8", "contact:9", "contact:10");
        assertThat(text("contact:7", "city")).isEqualTo("Leeds");
        assertThat(text("contact:8", "city")).isEqualTo("York");
    }

    @Test
    void takesASplitBack() {
        // Given
        bench.ingest(bench.file("a.csv", HEADER + TWO_ADDRESSES));
        queue.answer(only(), "split");
        Path again = bench.file("b.csv", HEADER + TWO_ADDRESSES + "10,di@b.invalid,Di,\n");
        bench.ingest(again);
        assertThat(living()).hasSize(4);

        // When
        queue.answer(only(), "keep-first");
        bench.ingest(again);

        // Then
        assertThat(living())
                .extracting(SourceRecord::sourceKey)
                .containsExactlyInAnyOrder("contact:7", "contact:9", "contact:10");
        assertThat(text("contact:7", "email")).isEqualTo("ann@b.invalid");
    }

    @Test
    void takesTheLatestOfTwoTransactionsWhenToldTo() {
        // Given
        String rows = "1,Sale,2025-01-01,Book,ann@b.invalid,20.00,7\n1,Sale,2025-01-01,Book,ann@b.invalid,25.00,7\n";
        bench.ingest(bench.file("t.csv", LOG + rows));
        assertThat(only().columns()).containsExactly("Amount (USD)");
        queue.answer(only(), "keep-latest");

        // When
        bench.ingest(bench.file("u.csv", LOG + rows + "2,Sale,2025-01-02,Book,ann@b.invalid,9.00,7\n"));

        // Then
        assertThat(bench.sink().record("order:1").fields().get("amount"))
                .isEqualTo(new Value.Money(new java.math.BigDecimal("25.00"), "USD"));
        assertThat(found("export-2", Rule.T02)).isEmpty();
        assertThat(bench.sink().completed().files().getFirst().excludedRows()).isEqualTo(1);
    }

    @Test
    void staysOpenUntilAnExportHoldsTheRowsWithoutTheContradiction() {
        // Given
        bench.ingest(bench.file("a.csv", HEADER + TWO_IDS));

        // When
        bench.ingest(bench.file("b.csv", "ID,Email,First Name\n9,cy@b.invalid,Cyrus\n10,di@b.invalid,Di\n"));

        // Then
        assertThat(only().open()).isTrue();
        assertThat(bench.sink().record("contact:7").flags()).contains("conflict");

        // When
        bench.ingest(
                bench.file("c.csv", HEADER + "7,ann@b.invalid,Ann,\n8,bob@b.invalid,Bob,\n9,cy@b.invalid,Cyrus,\n"));

        // Then
        assertThat(only().open()).isFalse();
        assertThat(bench.sink().record("contact:7").flags()).doesNotContain("conflict");
    }

    @Test
    void refusesAnAnswerThatMakesNoSense() {
        // Given
        bench.ingest(bench.file("a.csv", HEADER + TWO_ADDRESSES));

        // When / Then
        assertThatThrownBy(() -> queue.answer(only(), "merge"))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("keep-latest, keep-first, split");
        assertThat(only().answer()).isNull();
    }

    private Conflict only() {
        List<Conflict> conflicts = queue.all();
        assertThat(conflicts).hasSize(1);
        return conflicts.getFirst();
    }

    private List<SourceRecord> living() {
        return bench.sink().records(Kind.CONTACT).stream()
                .filter(contact -> contact.change() != Change.VANISHED)
                .toList();
    }

    private List<Finding> found(String export, Rule rule) {
        return bench.sink().findings(rule).stream()
                .filter(finding -> finding.export().equals(export))
                .toList();
    }

    private String text(String key, String field) {
        return bench.sink().record(key).fields().get(field) instanceof Value.Text(String text) ? text : "";
    }
}
