package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.mapping.run.Preparation.Action;
import org.crmmigration.mapping.run.Preparation.Outline;
import org.crmmigration.mapping.run.Preparation.Step;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Entity;
import org.crmmigration.messaging.ledger.DestinationSchema.Field;
import org.crmmigration.messaging.ledger.DestinationSchema.Limit;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class PreparationTest {

    @Test
    void saysWhatIsMadeExtendedLeftAndLeftToAPerson() {
        // When
        Outline outline = outline(
                300,
                field("plan", "Plan", "enum", "Gold", "Silver"),
                field("score", "Score", "double"),
                field("note", "Remark", "text"),
                field("born", "Born", "date"));

        // Then
        assertThat(outline.steps())
                .extracting(Step::name, Step::action)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Plan", Action.EXTEND),
                        org.assertj.core.groups.Tuple.tuple("Score", Action.STANDS),
                        org.assertj.core.groups.Tuple.tuple("Remark", Action.BY_HAND),
                        org.assertj.core.groups.Tuple.tuple("Born", Action.CREATE));
        assertThat(outline.byHand()).singleElement().asString().contains("Remark", "varchar", "custom: note: name");
        assertThat(outline.clear()).isFalse();
    }

    @Test
    void knowsAPipelineAndItsStagesByName() {
        // Given
        ObjectCommand pipeline = command("pipeline", "pipeline:p", Map.of("name", new Value.Text("Retreats")));
        Value of = new Value.Reference(pipeline.key());

        // When
        Outline outline = outline(
                300,
                pipeline,
                command("stage", "pipeline:p#new", Map.of("name", new Value.Text("New"), "pipeline", of)),
                command("stage", "pipeline:p#won", Map.of("name", new Value.Text("Won"), "pipeline", of)));

        // Then
        assertThat(outline.steps())
                .extracting(Step::action)
                .containsExactly(Action.STANDS, Action.STANDS, Action.CREATE);
    }

    @Test
    void leavesListsAndPriceListsThatStand() {
        // When
        Outline outline = outline(
                100,
                command("list", "list:a", Map.of("name", new Value.Text("Newsletter"))),
                command("list", "list:b", Map.of("name", new Value.Text("Buyers"))),
                command("price_list", "price_list:USD", Map.of("name", new Value.Text("Newsletter"))));

        // Then
        assertThat(outline.steps())
                .extracting(Step::action)
                .containsExactly(Action.STANDS, Action.CREATE, Action.CREATE);
    }

    @Test
    void countsWhatThePlanAllows() {
        // When
        Outline outline = outline(4, field("born", "Born", "date"), field("died", "Died", "date"));

        // Then
        assertThat(outline.limits()).singleElement().satisfies(limit -> {
            assertThat(limit.needed()).isEqualTo(5);
            assertThat(limit.allowed()).isEqualTo(4);
            assertThat(limit.exceeded()).isTrue();
        });
    }

    private static DestinationSchema ofColumns(List<Field> columns) {
        return new DestinationSchema(
                "dynamics",
                Instant.EPOCH,
                null,
                List.of(new Entity("person", "contact", null, columns)),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void looksForColumnsByTheirNamesWhereFieldsAreFoundSo() {
        // Given
        List<Field> columns = List.of(
                custom("contact.kartra_status", "Renamed by somebody", "choice", "gold"),
                custom("contact.new_status", "Status", "choice", "gold"),
                custom("contact.kartra_" + "x".repeat(31) + "_0badcafe", "Long", "text"));
        DestinationSchema schema = ofColumns(columns);

        // When
        Outline outline = new Comparison(schema, true)
                .of(List.of(
                        field("status", "Status", "choice", "gold"),
                        field("x".repeat(50), "Long", "text"),
                        field("other", "Status", "choice", "gold"),
                        named("theirs", "Status", "new_status"),
                        named("gone", "Gone", "new_gone")));

        // Then
        assertThat(outline.steps())
                .extracting(Step::action)
                .containsExactly(Action.STANDS, Action.STANDS, Action.CREATE, Action.EXTEND, Action.BY_HAND);
        assertThat(outline.byHand())
                .singleElement()
                .asString()
                .contains("no column new_gone of person", "custom: gone");
    }

    @Test
    void saysWhatHelpsWhereAColumnOfTheNameHasAnotherType() {
        // Given
        List<Field> columns = List.of(custom("contact.kartra_status", "Status", "text"));
        DestinationSchema schema = ofColumns(columns);

        // When
        Outline outline = new Comparison(schema, true).of(List.of(field("status", "Status", "choice", "gold")));

        // Then
        assertThat(outline.steps()).extracting(Step::action).containsExactly(Action.BY_HAND);
        assertThat(outline.byHand())
                .singleElement()
                .asString()
                .contains("column kartra_status of person with type text, and choice is needed", "custom: status: type")
                .doesNotContain("rename");
    }

    private static ObjectCommand named(String slug, String name, String column) {
        ObjectCommand field = field(slug + "@" + column, name, "choice", "gold", "silver");
        Map<String, Value> fields = new java.util.HashMap<>(field.fields());
        fields.put("column", new Value.Text(column));
        return command("field", field.key().sourceKey(), fields);
    }

    private static Outline outline(long allowed, ObjectCommand... commands) {
        List<Field> fields = List.of(
                custom("a1", "Plan", "enum", "gold"),
                custom("a2", "Score", "double"),
                custom("a3", "Remark", "varchar"));
        DestinationSchema schema = new DestinationSchema(
                        "pipedrive",
                        Instant.EPOCH,
                        "lite",
                        List.of(new Entity("person", "Person", "label_ids", fields)),
                        List.of(),
                        List.of(new DestinationSchema.Pipeline(
                                "7", "Retreats", List.of(new DestinationSchema.Stage("71", "New")))),
                        List.of(new Limit(Limit.CUSTOM_FIELDS, null, allowed, 3L, "plan lite")))
                .withNamed(List.of(new DestinationSchema.Named("list", "newsletter")));
        return new Comparison(schema, false).of(List.of(commands));
    }

    private static Field custom(String key, String label, String type, String... options) {
        return new Field(key, label, type, null, List.of(options), false, true, true);
    }

    private static ObjectCommand field(String slug, String name, String type, String... options) {
        return command(
                "field",
                "field:person:" + slug,
                Map.of(
                        "entity", new Value.Text("person"),
                        "name", new Value.Text(name),
                        "type", new Value.Text(type),
                        "options", new Value.Texts(List.of(options))));
    }

    private static ObjectCommand command(String type, String sourceKey, Map<String, Value> fields) {
        return new ObjectCommand(
                "run-1", 0, CommandMessage.Action.UPSERT, new ObjectKey(type, sourceKey), "hash", fields, List.of());
    }
}
