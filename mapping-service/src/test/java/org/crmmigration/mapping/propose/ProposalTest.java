package org.crmmigration.mapping.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.crmmigration.mapping.plan.FieldNeed;
import org.crmmigration.mapping.plan.Mentions;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Entity;
import org.crmmigration.messaging.ledger.DestinationSchema.Field;
import org.crmmigration.messaging.ledger.DestinationSchema.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalTest {

    private static final Mentions NOBODY = new Mentions(Map.of(), Map.of());
    private static final Mapping PIPEDRIVE = MappingFile.parse(MappingFile.complete("pipedrive", ""));

    @ParameterizedTest
    @CsvSource({
        "Favourite color, Favorite Colour, true",
        "Birthday, Birth day, true",
        "Kartra score, Score, true",
        "Lifetime spend (derived from transactions), Lifetime Spend, true",
        "Sales tax, Tax sales, true",
        "Städte, stadte, true",
        "Budget 01, budget 1, true",
        "Address 2, Address line 2, true",
        "Child 1 birthday, Child 2 birthday, false",
        "Phone, Phone 2, false",
        "Phone, E-mail, false",
        "Last payment, Payment method, false",
        "Budget, Score, false",
        "Company size, Shoe size, false"
    })
    void proposesWhatMeansTheSameAndNothingElse(String wanted, String existing, boolean proposed) {
        // When
        Proposal.Line line = line(need("x", wanted, "varchar"), field("f1", existing, "varchar"));

        // Then
        assertThat(line.chosen().isPresent()).isEqualTo(proposed);
    }

    @Test
    void saysHowSureItIsAndWhy() {
        // When
        Proposal.Line line = line(
                need("grade", "Grade", "enum", List.of("Gold", "Silver", "Bronze", "None"), 40, 40),
                field("f1", "Grade", "enum", "GOLD", "silver"));

        // Then
        assertThat(line.chosen()).hasValueSatisfying(best -> {
            assertThat(best.confidence()).isEqualTo(0.93); // 0.60 name + 0.25 type + 0.15 * 2 of 4 values, rounded
            assertThat(best.reasons())
                    .containsExactly(
                            "name 1.00",
                            "same type",
                            "50 % of 4 values are options",
                            "filled in 40 of 100 (40 %), all different");
            assertThat(best.losses()).containsExactly("2 options are added to the field");
            assertThat(best.values()).isEmpty();
        });
    }

    @Test
    void mapsValuesThatMeanTheSameToTheExistingSpelling() {
        // When
        Proposal proposal = proposal(
                List.of(custom(need("custom_size", "Size", "enum", List.of("Extra large", "small", "M"), 9, 3))),
                field("f1", "Size", "enum", "Extra-Large", "Small", "Medium"));

        // Then
        assertThat(proposal.lines().getFirst().chosen().orElseThrow().values())
                .containsExactlyEntriesOf(Map.of("Extra large", "Extra-Large"));
        String yaml = ProposalYaml.write(proposal);
        assertThat(yaml).contains("from: custom.size", "\"Extra large\": \"Extra-Large\"");
        assertThat(MappingFile.parse(MappingFile.complete("pipedrive", yaml)).objects())
                .filteredOn(rule -> rule.name().equals("person"))
                .singleElement()
                .satisfies(person -> assertThat(person.customs()).containsKey("custom_size"));
    }

    @Test
    void takesAnotherNumberForAnotherOption() {
        // When
        Proposal.Line line = line(
                need("course", "Course", "enum", List.of("Membership 1", "membership  2"), 9, 3),
                field("f1", "Course", "enum", "Membership 2", "Membership 3"));

        // Then
        assertThat(line.chosen()).hasValueSatisfying(best -> {
            assertThat(best.values()).containsExactlyEntriesOf(Map.of("membership  2", "Membership 2"));
            assertThat(best.losses()).containsExactly("1 option is added to the field");
        });
    }

    @Test
    void saysHowFarAllValuesWereSeenToDiffer() {
        // When // Then
        assertThat(Matching.filled(need("x", "X", "varchar", List.of(), 90_000, 10_000)))
                .endsWith(", the first 10,000 all different");
        assertThat(Matching.filled(need("x", "X", "varchar", List.of(), 50, 50)))
                .endsWith(", all different");
        assertThat(Matching.filled(need("x", "X", "varchar", List.of(), 50, 49)))
                .endsWith("%)");
    }

    @Test
    void pairsFreeTextWithAChoiceWhenItsValuesAreTheOptions() {
        // Given
        Field size = field("f1", "Shirt size", "enum", "Small", "Medium", "Large");
        FieldNeed same = shared("Shirt size", "small", "medium", "Extra large");
        FieldNeed foreign = shared("Shirt size", "cotton", "wool");
        FieldNeed calledOtherwise = shared("T-shirt", "small", "medium", "large");

        // When // Then
        assertThat(line(same, size).chosen()).hasValueSatisfying(best -> {
            assertThat(best.reasons()).contains("varchar to enum", "67 % of 3 values are options");
            assertThat(best.losses()).containsExactly("1 option is added to the field");
        });
        assertThat(line(foreign, size).candidates()).isEmpty();
        assertThat(line(calledOtherwise, size).chosen()).isEmpty();
        assertThat(line(calledOtherwise, size).candidates()).hasSize(1);
    }

    @Test
    void countsWhatAConversionLoses() {
        // Given
        NavigableMap<Integer, Long> lengths = new TreeMap<>(Map.of(20, 88L, 255, 1L, 256, 400L, 300, 12L));
        FieldNeed story = texts("Story", lengths);

        // When // Then
        assertThat(losses(story, field("f1", "Story", "varchar")))
                .containsExactly("412 values longer than 255 are cut");
        assertThat(losses(story, field("f1", "Story", "text"))).isEmpty();
        assertThat(losses(need("born", "Born", "date"), field("f1", "Born", "varchar")))
                .containsExactly("values become text: no longer sorted or filtered as date");
        assertThat(losses(need("spend", "Spend", "monetary"), field("f1", "Spend", "double")))
                .containsExactly("the currency is left out");
    }

    @Test
    void isLessSureOfAColumnThatRefusesValues() {
        // Given
        NavigableMap<Integer, Long> lengths = new TreeMap<>(Map.of(5, 10L, 12, 10L));
        FieldNeed source = texts("Lead source", lengths);
        Field narrow = new Field("f1", "Lead source", "varchar", 8, List.of(), false, true, true);
        Field wide = new Field("f1", "Lead source", "varchar", 12, List.of(), false, true, true);

        // When
        Proposal.Line line = line(source, narrow);

        // Then
        assertThat(line.chosen()).isEmpty();
        assertThat(line.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.confidence()).isEqualTo(0.49); // 0.975, and half of the values fit
            assertThat(candidate.losses()).containsExactly("10 values longer than 8 are refused");
        });
        assertThat(line(source, wide).chosen()).isPresent();
    }

    @Test
    void neverPutsValuesWhereTheyDoNotFit() {
        assertThat(line(need("note", "Note", "text"), field("f1", "Note", "date"))
                        .candidates())
                .isEmpty();
        assertThat(line(need("born", "Born", "date"), field("f1", "Born", "double"))
                        .candidates())
                .isEmpty();
        assertThat(line(need("likes", "Likes", "set"), field("f1", "Likes", "enum"))
                        .candidates())
                .isEmpty();
    }

    @Test
    void takesNoFieldThatIsNotTheCustomersOrCannotBeWritten() {
        assertThat(line(
                                need("born", "Born", "date"),
                                new Field("born", "Born", "date", null, List.of(), false, false, true),
                                new Field("b2", "Born", "date", null, List.of(), false, true, false))
                        .candidates())
                .isEmpty();
        assertThat(line(need("migration_key", "Migration key", "varchar"), field("f1", "Migration key", "varchar"))
                        .candidates())
                .isEmpty();
    }

    @Test
    void givesAFieldToTheLineThatIsSurestOfIt() {
        // When
        Proposal proposal = proposal(
                List.of(
                        need("colour", "Favourite colors", "varchar"),
                        need("colour_2", "Favourite color", "varchar"),
                        need("city", "City", "varchar")),
                field("f1", "Favourite Color", "varchar"),
                field("f2", "Favorite colors", "varchar"));

        // Then
        assertThat(proposal.lines())
                .extracting(
                        line -> line.chosen().map(best -> best.field().key()).orElse("none"))
                .containsExactly("f2", "f1", "none");
        assertThat(proposal.lines().get(1).candidates()).hasSize(1);
    }

    @Test
    void isTheSameWhateverTheOrderOfTheAccountsFields() {
        // Given
        List<Field> fields = new ArrayList<>(List.of(
                field("f3", "Score", "double"),
                field("f1", "Score", "double"),
                field("f2", "Scores", "double"),
                field("f4", "Grade", "enum", "a", "b")));
        List<FieldNeed> needs = List.of(
                need("score", "Kartra score", "double"), need("grade", "Grade", "enum", List.of("A", "C"), 4, 2));
        String first = ProposalYaml.write(Proposal.of(PIPEDRIVE, needs, NOBODY, schema(fields), Reranker.NONE));

        // When // Then
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(fields, new Random(seed));
            assertThat(ProposalYaml.write(Proposal.of(PIPEDRIVE, needs, NOBODY, schema(fields), Reranker.NONE)))
                    .isEqualTo(first);
        }
        assertThat(first).contains("score: {name: \"Score\", type: double, existing: yes}");
    }

    @Test
    void writesAMappingFileThatIsValidAsItStands() {
        // When
        String yaml = ProposalYaml.write(proposal(
                List.of(need("score", "Kartra score", "double"), need("website", "Website: \"home\"", "varchar")),
                field("f1", "Score", "double"),
                field("f2", "website \"HOME\": #1", "varchar")));

        // Then
        Mapping mapping = MappingFile.parse(MappingFile.complete("pipedrive", yaml));
        assertThat(mapping.entities().get("person"))
                .satisfies(person -> assertThat(person.customs().get("score"))
                        .extracting(Mapping.CustomField::name)
                        .isEqualTo("Score"));
        assertThat(mapping.choices().of("plan_field_limit")).isEqualTo("100");
        assertThat(yaml).contains("confidence 1.00 (name 1.00; same type; filled in 50 of 100 (50 %))");
    }

    @Test
    void leavesTheLastWordToAReranker() {
        // Given
        Reranker none = (_, _) -> List.of();

        // When
        Proposal proposal = Proposal.of(
                PIPEDRIVE,
                List.of(need("score", "Score", "double")),
                NOBODY,
                schema(List.of(field("f1", "Score", "double"))),
                none);

        // Then
        assertThat(proposal.lines().getFirst().chosen()).isEmpty();
        assertThat(ProposalYaml.write(proposal)).contains("#   person \"Score\" (double)");
    }

    @Test
    void namesTheColumnOfAnotherMaker() {
        // Given
        Mapping dynamics = MappingFile.parse(MappingFile.complete("dynamics", ""));
        List<FieldNeed> needs = List.of(
                column("custom_status", "Client status"),
                column("custom_born", "Birthday"),
                column("custom_long", "Long story"));
        DestinationSchema schema = new DestinationSchema(
                "dynamics",
                Instant.EPOCH,
                null,
                List.of(new Entity(
                        "contact",
                        "contact",
                        null,
                        List.of(
                                field("contact.new_status", "Client Status", "text"),
                                field("contact.kartra_custom_born", "Birthday", "text"),
                                new Field(
                                        "contact.new_long", "Long story", "text", 20, List.of(), false, true, true)))),
                List.of(),
                List.of(),
                List.of());

        // When
        String yaml = ProposalYaml.write(Proposal.of(dynamics, needs, NOBODY, schema, Reranker.NONE));

        // Then
        assertThat(yaml)
                .contains(
                        "custom_status: {name: \"Client Status\", type: text, column: new_status}",
                        "custom_born: {name: \"Birthday\", type: text, existing: yes}",
                        "loses: 1 value longer than 20 is refused");
        assertThat(MappingFile.parse(MappingFile.complete("dynamics", yaml))
                        .entities()
                        .get("contact"))
                .satisfies(entity -> assertThat(Objects.requireNonNull(
                                        Objects.requireNonNull(entity).customs().get("custom_status"))
                                .column())
                        .isEqualTo("new_status"));
    }

    private static FieldNeed column(String slug, String name) {
        FieldNeed need = need(slug, name, "varchar");
        return new FieldNeed(
                "contact",
                slug,
                name,
                "text",
                "text",
                need.holds(),
                "contact",
                "custom.x",
                List.of(),
                List.of(),
                100,
                50,
                7,
                false,
                new TreeMap<>(Map.of(10, 49L, 30, 1L)));
    }

    private static List<String> losses(FieldNeed need, Field field) {
        return line(need, field).candidates().getFirst().losses();
    }

    private static Proposal.Line line(FieldNeed need, Field... fields) {
        return proposal(List.of(need), fields).lines().getFirst();
    }

    private static Proposal proposal(List<FieldNeed> needs, Field... fields) {
        return Proposal.of(PIPEDRIVE, needs, NOBODY, schema(Arrays.asList(fields)), Reranker.NONE);
    }

    private static DestinationSchema schema(List<Field> fields) {
        return new DestinationSchema(
                "pipedrive",
                Instant.EPOCH,
                "growth",
                List.of(new Entity("person", "Person", "label_ids", fields)),
                List.of(),
                List.of(),
                List.of(new Limit(Limit.CUSTOM_FIELDS, null, 100L, 3L, "plan growth")));
    }

    private static Field field(String key, String label, String type, String... options) {
        return new Field(key, label, type, null, List.of(options), false, true, true);
    }

    /** A text field whose values have these lengths. */
    private static FieldNeed texts(String name, NavigableMap<Integer, Long> lengths) {
        long filled = lengths.values().stream().mapToLong(Long::longValue).sum();
        return new FieldNeed(
                "person",
                "x",
                name,
                "text",
                "text",
                Mapping.Holds.TEXT,
                "",
                "",
                List.of(),
                List.of(),
                filled,
                filled,
                filled,
                false,
                lengths);
    }

    private static FieldNeed need(String slug, String name, String type) {
        return need(slug, name, type, List.of(), 50, 7);
    }

    private static FieldNeed need(
            String slug, String name, String type, List<String> options, long filled, long distinct) {
        Mapping.Holds holds =
                Objects.requireNonNull(PIPEDRIVE.types().get(type)).holds();
        return new FieldNeed(
                "person",
                slug,
                name,
                type,
                type,
                holds,
                "",
                "",
                options,
                options,
                100,
                filled,
                distinct,
                distinct >= Math.min(filled, 10_000),
                new TreeMap<>());
    }

    private static FieldNeed shared(String name, String... values) {
        return new FieldNeed(
                "person",
                "custom_x",
                name,
                "varchar",
                "varchar",
                Mapping.Holds.TEXT,
                "",
                "",
                List.of(),
                List.of(values),
                100,
                90,
                values.length,
                false,
                new TreeMap<>());
    }

    private static FieldNeed custom(FieldNeed need) {
        return new FieldNeed(
                need.entity(),
                need.slug(),
                need.name(),
                need.type(),
                need.declared(),
                need.holds(),
                "person",
                "custom.size",
                need.options(),
                need.values(),
                need.objects(),
                need.filled(),
                need.distinct(),
                need.differs(),
                need.lengths());
    }
}
