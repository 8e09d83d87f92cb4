package org.crmmigration.mapping.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.crmmigration.mapping.plan.Mentions;
import org.crmmigration.mapping.propose.Pairing.Subject;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Pipeline;
import org.crmmigration.messaging.ledger.DestinationSchema.Stage;
import org.crmmigration.messaging.ledger.DestinationSchema.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairingsTest {

    private static final List<User> USERS = List.of(
            new User("anna@new.example", true),
            new User("b.smith@new.example", true),
            new User("gone@old.example", false));
    private static final List<Pipeline> PIPELINES = List.of(
            new Pipeline("1", "Sales Pipeline", List.of(new Stage("1", "Qualified"), new Stage("2", "Proposal made"))),
            new Pipeline("2", "Renewals", List.of(new Stage("3", "Open"))));

    @ParameterizedTest
    @CsvSource({
        "anna@new.example, anna@new.example, 1.00, an active user has the address",
        "anna@old.example, anna@new.example, 0.80, no user has the address; the same name at another domain",
        "smith.b@old.example, b.smith@new.example, 0.75, no user has the address; a user of a similar name",
        "gone@old.example, , 0.00, 'the user is switched off; map to a user, or create one'",
        "zoe@old.example, , 0.00, 'no user has the address; map to a user, or create one'"
    })
    void looksForAnOwnerByAddress(String owner, String user, double confidence, String reason) {
        // When
        Pairing pairing = Pairings.of(new Mentions(Map.of(owner, 7L), Map.of()), schema(USERS, List.of()))
                .getFirst();

        // Then
        assertThat(pairing.meant().orElse(null)).isEqualTo(user);
        assertThat(pairing.confidence()).isEqualTo(confidence);
        assertThat(pairing.reason()).isEqualTo(reason);
    }

    @Test
    void proposesNobodyWhereTwoAreAsLikely() {
        // Given
        List<User> users = List.of(new User("anna@one.example", true), new User("anna@two.example", true));

        // When
        List<Pairing> pairings =
                Pairings.of(new Mentions(Map.of("anna@old.example", 1L), Map.of()), schema(users, List.of()));

        // Then
        assertThat(pairings).singleElement().matches(pairing -> !pairing.proposed());
    }

    @Test
    void writesOwnersPipelinesAndStagesIntoAValidMappingFile() {
        // Given
        Mentions mentions = new Mentions(
                Map.of("anna@old.example", 12L, "zoe@old.example", 1_500L),
                Map.of("sales pipeline", List.of("Qualified", "Proposal  Made", "Lost in space")));

        // When
        String yaml = yaml(mentions, schema(USERS, PIPELINES), "owners: {old@x.example: anna@new.example}");

        // Then
        Mapping mapping = MappingFile.parse(MappingFile.complete("pipedrive", yaml));
        assertThat(mapping.handover().owners())
                .containsOnly(
                        Map.entry("old@x.example", "anna@new.example"),
                        Map.entry("anna@old.example", "anna@new.example"));
        assertThat(yaml)
                .contains(
                        "# anna@old.example (12 objects): \"anna@new.example\" is meant, confidence 0.80 (no user",
                        "# zoe@old.example (1,500 objects): confidence 0.00 (no user has the address; map to a user",
                        "\n  # \"zoe@old.example\": \"\"\n",
                        "\"sales pipeline\": \"Sales Pipeline\"",
                        "\"Proposal  Made\": \"Proposal made\"",
                        "# stage \"Qualified\" of \"sales pipeline\": confidence 1.00 (the account has a stage of this name)",
                        "# stage \"Lost in space\" of \"sales pipeline\": confidence 0.00 (the account has no stage like it;");
    }

    @Test
    void makesOneOfSeveralPipelinesOnlyWhereAPersonSaysSo() {
        // Given
        Mentions mentions = new Mentions(
                Map.of(), Map.of("renewal", List.of(), "Renewels", List.of(), "Sales Pipelines", List.of()));

        // When
        List<Pairing> pairings = Pairings.of(mentions, schema(List.of(), PIPELINES));

        // Then
        assertThat(pairings)
                .filteredOn(Pairing::proposed)
                .extracting(Pairing::name)
                .containsExactly("Sales Pipelines");
        assertThat(pairings)
                .filteredOn(
                        pairing -> pairing.meant().filter("Renewals"::equals).isPresent())
                .hasSize(2)
                .allMatch(pairing -> pairing.reason().endsWith("both would become one"));
    }

    @Test
    void makesPipelinesThatDifferByTheirNumberOnly() {
        // Given
        Mentions mentions = new Mentions(Map.of(), Map.of("Funnel 1", List.of("Step 1"), "Funnel 2", List.of()));
        List<Pipeline> there = List.of(new Pipeline("1", "Funnel", List.of(new Stage("1", "Step 2"))));

        // When
        List<Pairing> pairings = Pairings.of(mentions, schema(List.of(), there));

        // Then
        assertThat(pairings).hasSize(3).allMatch(pairing -> pairing.meant().isEmpty());
    }

    @Test
    void leavesAStageAloneThatMeansSeveral() {
        // Given
        List<Pipeline> pipelines = List.of(
                new Pipeline("1", "One", List.of(new Stage("1", "Offer sent"))),
                new Pipeline("2", "Two", List.of(new Stage("2", "Offer, sent!"))));
        Mentions mentions = new Mentions(Map.of(), Map.of("One", List.of("offer sent"), "Two", List.of("offer sent")));

        // When
        String yaml = yaml(mentions, schema(List.of(), pipelines), "");

        // Then
        assertThat(yaml).contains("# stage \"offer sent\" of \"One\"").doesNotContain("objects:");
    }

    @Test
    void leavesStagesThatAreLessSureInTheMapForAPerson() {
        // Given
        List<Pipeline> pipelines =
                List.of(new Pipeline("1", "One", List.of(new Stage("1", "Won deal"), new Stage("2", "Offer"))));

        // When
        String yaml = yaml(
                new Mentions(Map.of(), Map.of("One", List.of("won deal", "Offer sent"))),
                schema(List.of(), pipelines),
                "");

        // Then
        assertThat(yaml).contains("          \"won deal\": \"Won deal\"\n          # \"Offer sent\": \"Offer\"\n");
    }

    @Test
    void isTheSameWhateverTheOrderInTheAccount() {
        // Given
        List<User> users = new ArrayList<>(USERS);
        List<Pipeline> pipelines = new ArrayList<>(PIPELINES);
        Mentions mentions =
                new Mentions(Map.of("anna@old.example", 1L, "b@old.example", 1L), Map.of("Sales", List.of("Open")));
        String first = yaml(mentions, schema(users, pipelines), "");

        // When // Then
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(users, new Random(seed));
            Collections.shuffle(pipelines, new Random(seed));
            assertThat(yaml(mentions, schema(users, pipelines), "")).isEqualTo(first);
        }
    }

    @Test
    void saysOfEachWhatItIs() {
        // When
        List<Pairing> pairings = Pairings.of(
                new Mentions(Map.of("anna@new.example", 1L), Map.of("Renewals", List.of("Open"))),
                schema(USERS, PIPELINES));

        // Then
        assertThat(pairings)
                .extracting(Pairing::subject)
                .containsExactly(Subject.OWNER, Subject.PIPELINE, Subject.STAGE);
        assertThat(pairings).allMatch(Pairing::same).noneMatch(Pairing::proposed);
    }

    private static String yaml(Mentions mentions, DestinationSchema schema, String draft) {
        Mapping mapping = MappingFile.parse(MappingFile.complete("pipedrive", draft));
        return ProposalYaml.write(Proposal.of(mapping, List.of(), mentions, schema, Reranker.NONE));
    }

    private static DestinationSchema schema(List<User> users, List<Pipeline> pipelines) {
        return new DestinationSchema("pipedrive", Instant.EPOCH, "growth", List.of(), users, pipelines, List.of());
    }
}
