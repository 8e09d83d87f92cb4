package org.crmmigration.reconcile.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crmmigration.reconcile.ledger.SmallMigration.EXPORT;
import static org.crmmigration.reconcile.ledger.SmallMigration.RUN;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoneyTest {

    @TempDir
    Path directory;

    private Projection projection;
    private long offset = 1;

    @BeforeEach
    void open() {
        projection = Projection.open(directory.resolve("ledger.db"), "one");
    }

    @AfterEach
    void close() {
        projection.close();
    }

    @Test
    void agreesWhenWhatWasPaidWasWonConfirmedAndReadBack() {
        // Given
        sold("a", "10.10", "EUR");
        sold("b", "0.20", "EUR");
        won("a", "10.10", "EUR");
        won("b", "0.20", "EUR");
        loaded("a", 3, Status.CREATED, Map.of());
        loaded("b", 3, Status.CREATED, Map.of());
        loaded("a", 90, Status.VERIFIED, Map.of());
        loaded("b", 90, Status.DIFFERENT, Map.of("different", "title"));

        // Then
        assertThat(money()).singleElement().satisfies(line -> {
            assertThat(line.paid()).isEqualByComparingTo("10.30");
            assertThat(line.agrees()).isTrue();
        });
    }

    @Test
    void showsWhereMoneyWasLostByCurrency() {
        // Given
        sold("a", "10", "EUR");
        sold("b", "7", "USD");
        won("a", "10", "EUR");
        loaded("a", 3, Status.CREATED, Map.of());
        loaded("a", 90, Status.DIFFERENT, Map.of("different", "title,value"));

        // Then
        assertThat(money()).extracting(MoneyLine::currency).containsExactly("EUR", "USD");
        assertThat(money()).noneMatch(MoneyLine::agrees);
        assertThat(money().getFirst().confirmed()).isEqualByComparingTo("10");
        assertThat(money().getFirst().readBack()).isEqualByComparingTo("0");
        assertThat(money().getLast().won()).isEqualByComparingTo("0");
    }

    /** Its money stands in the value of another record's deal. */
    @Test
    void countsARebillThatIsTotalledAsPaidAndOneLeftOutByChoiceNot() {
        // Given
        sold("a", "10", "EUR");
        sold("rebill", "5", "EUR");
        sold("free", "3", "EUR");
        excluded("rebill", "totalled");
        excluded("free", "choice");
        won("a", "15", "EUR");
        loaded("a", 3, Status.CREATED, Map.of());
        loaded("a", 90, Status.VERIFIED, Map.of());

        // Then
        assertThat(money()).singleElement().satisfies(line -> {
            assertThat(line.paid()).isEqualByComparingTo("15");
            assertThat(line.leftOut()).isEqualByComparingTo("3");
            assertThat(line.agrees()).isTrue();
        });
    }

    @Test
    void countsTheRevenueWhereWinningIsAStepOfItsOwn() {
        // Given
        ObjectKey close = new ObjectKey("opportunity_close", "order:a");
        sold("a", "10", "EUR");
        sold("open", "4", "EUR");
        command(
                close,
                3,
                Map.of("revenue", new Value.Money(new BigDecimal("10"), "EUR"), "status", new Value.Text("won")));
        command(close, 90, Map.of());
        loaded(close, 3, Status.CREATED, Map.of());
        loaded(close, 90, Status.VERIFIED, Map.of());

        // Then
        assertThat(money()).singleElement().satisfies(line -> {
            assertThat(line.won()).isEqualByComparingTo("10");
            assertThat(line.landed()).isTrue();
            assertThat(line.agrees()).isFalse();
        });
        loaded(close, 90, Status.DIFFERENT, Map.of("different", "revenue"));
        assertThat(money()).singleElement().matches(line -> !line.landed());
    }

    /** A rebill's money is on its subscription's deal; a subscription that ended may be but a note. */
    @Test
    void accountsForWhatSubscriptionsPaidWhoseDealsAreNotWon() {
        // Given
        sold("a", "10", "EUR");
        sold("r1", "5", "EUR", "subscription:running");
        sold("r2", "3", "EUR", "subscription:ended");
        sold("r3", "2", "EUR", "subscription:lost");
        for (String rebill : List.of("r1", "r2", "r3")) {
            excluded(rebill, "totalled");
        }
        won("a", "10", "EUR");
        loaded("a", 3, Status.CREATED, Map.of());
        loaded("a", 90, Status.VERIFIED, Map.of());
        command(new ObjectKey("opportunity", "subscription:running"), 3, Map.of());
        command(new ObjectKey("note", "subscription:ended"), 4, Map.of());

        // Then
        assertThat(money()).singleElement().satisfies(line -> {
            assertThat(line.paid()).isEqualByComparingTo("20");
            assertThat(line.open()).isEqualByComparingTo("5");
            assertThat(line.elsewhere()).isEqualByComparingTo("3");
            assertThat(line.unexplained()).isEqualByComparingTo("2");
            assertThat(line.agrees()).isFalse();
            assertThat(line.explained()).isFalse();
        });
        command(new ObjectKey("note", "subscription:lost"), 4, Map.of());
        assertThat(money()).singleElement().matches(MoneyLine::explained);
    }

    /** Where every payment is an object of its own, its subscription's does not count for it. */
    @Test
    void looksForARebillAtItsOwnObjectFirst() {
        // Given
        sold("r1", "5", "EUR", "subscription:running");
        sold("r2", "3", "EUR", "subscription:none");
        command(new ObjectKey("opportunity", "subscription:running"), 3, Map.of());
        won("r1", "5", "EUR");
        loaded("r1", 3, Status.CREATED, Map.of());
        loaded("r1", 90, Status.VERIFIED, Map.of());
        command(new ObjectKey("order", "order:r2"), 3, Map.of());

        // Then
        assertThat(money()).singleElement().satisfies(line -> {
            assertThat(line.open()).isEqualByComparingTo("0");
            assertThat(line.elsewhere()).isEqualByComparingTo("3");
            assertThat(line.unexplained()).isEqualByComparingTo("0");
            assertThat(line.explained()).isTrue();
        });
    }

    private List<MoneyLine> money() {
        try (LedgerQueries queries = projection.queries()) {
            return queries.money(EXPORT, RUN);
        }
    }

    private void sold(String id, String amount, String currency) {
        sold(id, amount, currency, null);
    }

    private void sold(String id, String amount, String currency, @Nullable String carrier) {
        Value net = new Value.Money(new BigDecimal(amount), currency);
        SourceRecord order = new SourceRecord(
                EXPORT,
                offset,
                Kind.ORDER,
                "order:" + id,
                "hash",
                Change.NEW,
                null,
                carrier == null ? Map.of("net", net) : Map.of("net", net, "carried_by", new Value.Text(carrier)),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
        projection.apply("records", List.of(new Entry.OfRecords(offset, order)), ++offset);
    }

    private void won(String id, String amount, String currency) {
        Value value = new Value.Money(new BigDecimal(amount), currency);
        command(deal(id), 3, Map.of("value", value, "status", new Value.Text("won")));
        command(deal(id), 90, Map.of());
    }

    private void command(ObjectKey key, int phase, Map<String, Value> fields) {
        Action action = phase == 90 ? Action.VERIFY : Action.UPSERT;
        commands(new ObjectCommand(RUN, phase, action, key, "hash", fields, List.of(key.sourceKey())));
    }

    private void excluded(String id, String reason) {
        commands(new RecordExcluded(RUN, "order", "order:" + id, reason, "because"));
    }

    private void commands(CommandMessage message) {
        projection.apply("commands", List.of(new Entry.OfCommands(offset, Instant.EPOCH, message)), ++offset);
    }

    private void loaded(String id, int phase, Status status, Map<String, String> attributes) {
        loaded(deal(id), phase, status, attributes);
    }

    private void loaded(ObjectKey key, int phase, Status status, Map<String, String> attributes) {
        Outcome outcome = SmallMigration.outcome(RUN, phase, key, "hash", status, 20, null, attributes);
        projection.apply("ledger", List.of(new Entry.OfLedger(offset, outcome)), ++offset);
    }

    private static ObjectKey deal(String id) {
        return new ObjectKey("deal", "order:" + id);
    }
}
