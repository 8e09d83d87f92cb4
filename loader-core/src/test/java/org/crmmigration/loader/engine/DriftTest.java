package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.engine.Drift.Fate;
import org.crmmigration.loader.engine.Drift.Lost;
import org.crmmigration.loader.engine.Drift.Relied;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Entity;
import org.crmmigration.messaging.ledger.DestinationSchema.Field;
import org.crmmigration.messaging.ledger.DestinationSchema.Pipeline;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class DriftTest {

    @Test
    void findsNothingWhereAllStands() {
        assertThat(Drift.of(account("enum", "Gold", "Tin"), List.of(plan(), pipeline("7"))))
                .isEmpty();
    }

    @Test
    void namesAFieldThatIsGone() {
        // When
        List<Lost> lost = Drift.of(account("enum", "Gold"), List.of(new Relied("other", plan().command())));

        // Then
        assertThat(lost).singleElement().satisfies(thing -> {
            assertThat(thing.fate()).isEqualTo(Fate.GONE);
            assertThat(thing.sentence()).isEqualTo("the custom field \"Plan\" of person is gone");
        });
    }

    @Test
    void namesAFieldOfAnotherTypeAndOneThatLacksOptionsWithoutNamingOptions() {
        // When
        List<Lost> type = Drift.of(account("varchar"), List.of(plan()));
        List<Lost> options = Drift.of(account("enum", "gold"), List.of(plan()));

        // Then
        assertThat(type).extracting(Lost::sentence).first().asString().contains("varchar instead of enum");
        assertThat(options).singleElement().satisfies(thing -> {
            assertThat(thing.fate()).isEqualTo(Fate.LACKING);
            assertThat(thing.sentence()).contains("lacks 1 of its options").doesNotContain("Tin");
        });
    }

    @Test
    void namesAPipelineThatIsGone() {
        assertThat(Drift.of(account("enum", "Gold", "Tin"), List.of(pipeline("8"))))
                .singleElement()
                .isEqualTo(new Lost(pipeline("8").command().key(), Fate.GONE, "the pipeline \"Kartra\" is gone"));
    }

    @Test
    void namesALabelFieldAndATableThatAreGone() {
        // Given
        Relied labels = new Relied(
                "label_ids",
                command(
                        new ObjectKey("labels", "labels:person"),
                        Map.of("entity", new Value.Text("person"), "names", new Value.Texts(List.of("Vip")))));
        Relied table = new Relied(
                "orders", command(new ObjectKey("table", "table:order"), Map.of("entity", new Value.Text("order"))));

        // When
        List<Lost> lost = Drift.of(account("enum", "Gold", "Tin"), List.of(labels, table));

        // Then
        assertThat(lost)
                .allMatch(thing -> thing.fate() == Fate.GONE)
                .extracting(Lost::sentence)
                .containsExactly("the field for labels of person is gone", "the table for order is gone");
    }

    @Test
    void missesAListThatNothingElseRestsOn() {
        // Given
        Relied stands = list("Customers");
        Relied deleted = list("Main list");
        DestinationSchema schema =
                account("enum", "Gold", "Tin").withNamed(List.of(new DestinationSchema.Named("list", "customers")));

        // When
        List<Lost> lost = Drift.of(schema, List.of(stands, deleted));

        // Then
        assertThat(lost)
                .containsExactly(new Lost(deleted.command().key(), Fate.MISSED, "the list \"Main list\" is gone"));
    }

    private static Relied list(String name) {
        return new Relied(
                name, command(new ObjectKey("list", "list:" + name.length()), Map.of("name", new Value.Text(name))));
    }

    private static Relied plan() {
        return new Relied(
                "ab12",
                command(
                        new ObjectKey("field", "field:person:plan"),
                        Map.of(
                                "entity", new Value.Text("person"),
                                "name", new Value.Text("Plan"),
                                "type", new Value.Text("enum"),
                                "options", new Value.Texts(List.of("Gold", "Tin")))));
    }

    private static Relied pipeline(String id) {
        return new Relied(
                id, command(new ObjectKey("pipeline", "pipeline:p"), Map.of("name", new Value.Text("Kartra"))));
    }

    private static ObjectCommand command(ObjectKey key, Map<String, Value> fields) {
        return new ObjectCommand("run-1", 0, Action.UPSERT, key, "hash", fields, List.of());
    }

    private static DestinationSchema account(String type, String... options) {
        Field field = new Field("ab12", "Plan", type, null, List.of(options), false, true, true);
        return new DestinationSchema(
                "pipedrive",
                Instant.EPOCH,
                null,
                List.of(new Entity("person", "Person", "label_ids", List.of(field))),
                List.of(),
                List.of(new Pipeline("7", "Kartra", List.of())),
                List.of());
    }
}
