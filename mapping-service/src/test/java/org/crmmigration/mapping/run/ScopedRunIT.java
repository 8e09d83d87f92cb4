package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Part;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class ScopedRunIT {

    private static final String WITHOUT_NAMES = "objects: {person: {fields: {phones: ~, emails: ~}}}";

    @Test
    void saysTheVocabularyAloneToPrepare() {
        // Given
        Stage stage = new Stage("run-prepares");
        stage.publish("export-1", 5);

        // When
        stage.run("run-1", "", 1, RunScope.of(Reach.PREPARATION)).run();

        // Then
        assertThat(stage.commands())
                .filteredOn(PhaseBegan.class::isInstance)
                .hasSize(1)
                .allSatisfy(phase -> assertThat(((PhaseBegan) phase).phase()).isZero());
        assertThat(objects(stage, "run-1"))
                .extracting(ObjectCommand::key)
                .anyMatch(key -> key.objectType().equals("field"));
        assertThat(stage.commands().getLast()).isInstanceOf(RunEnded.class);
    }

    @Test
    void knowsWhichMappingTheLastFullRunThatStandsWasMadeWith() {
        // Given
        Stage stage = new Stage("run-stands");
        MappingTexts texts = new MappingTexts(stage.clients);
        stage.confirm(1, "");
        stage.confirm(2, WITHOUT_NAMES);
        stage.say(began("run-1", 1, Reach.PREPARATION, Part.WHOLE));
        assertThat(texts.lastRun(stage.migration)).isEmpty();

        // When
        stage.say(began("run-2", 1, Reach.EVERYTHING, Part.WHOLE));
        stage.say(began("run-3", 2, Reach.SAMPLE, Part.WHOLE));
        stage.say(began("run-4", 1, Reach.ROLLBACK, new Part("run-3", null, null)));

        // Then
        assertThat(texts.lastRun(stage.migration))
                .hasValueSatisfying(text -> assertThat(text.version()).isEqualTo(1));
        stage.say(began("run-5", 1, Reach.ROLLBACK, Part.WHOLE));
        assertThat(texts.lastRun(stage.migration)).isEmpty();
    }

    private static RunBegan began(String run, int version, Reach reach, Part part) {
        return new RunBegan(
                run, "export-1", version, List.of(), Stage.AT, new RunScope(reach, Set.of(), Set.of(), part));
    }

    @Test
    void saysOfASampleWhatAWholeRunSays() {
        // Given
        Stage stage = new Stage("run-samples");
        stage.publish("export-1", 30);
        Sampling.Sample sample = new Sampling(stage.surveys).of(stage.order(), "export-1", 10);

        // When
        stage.run("run-1", "", 1, new RunScope(Reach.SAMPLE, Set.of(), Set.copyOf(sample.keys())))
                .run();
        stage.run("run-2", "", 1, RunScope.EVERYTHING).run();

        // Then
        Map<ObjectKey, String> whole = objects(stage, "run-2").stream()
                .collect(Collectors.toMap(ObjectCommand::key, ObjectCommand::payloadHash));
        List<ObjectCommand> sampled = objects(stage, "run-1");
        assertThat(sampled).hasSizeLessThan(whole.size());
        assertThat(sampled)
                .allSatisfy(command -> assertThat(whole).containsEntry(command.key(), command.payloadHash()));
        assertThat(sampled).extracting(ObjectCommand::key).contains(new ObjectKey("organization", "company:c"));
    }

    @Test
    void coversEveryRuleThatAnyRecordExercises() {
        // Given
        Stage stage = new Stage("run-covers");
        stage.publish("export-1", 30);

        // When
        Sampling.Sample sample = new Sampling(stage.surveys).of(stage.order(), "export-1", 20);

        // Then
        assertThat(missing(sample, "rules")).isEmpty();
        assertThat(missing(sample, "exclusions")).isEmpty();
        assertThat(missing(sample, "values")).isEmpty();
        assertThat(sample.records().keySet()).contains("contact", "order", "company");
        assertThat(sample.idleRules()).contains("appointment");
    }

    @Test
    void clearsWhatIsNoLongerMappedWhenAsked() {
        // Given
        Stage stage = new Stage("run-clears");
        stage.publish("export-1", 3);
        stage.confirm(1, "");
        stage.run("run-1", "", 1, RunScope.EVERYTHING).run();

        // When
        stage.run("run-2", WITHOUT_NAMES, 2, RunScope.EVERYTHING).run();
        stage.run("run-3", "unmapped: clear\n" + WITHOUT_NAMES, 3, RunScope.EVERYTHING)
                .run();

        // Then
        ObjectKey person = new ObjectKey("person", "contact:1");
        assertThat(command(stage, "run-1", person).fields()).containsKey("emails");
        assertThat(command(stage, "run-2", person).fields()).doesNotContainKey("emails");
        assertThat(command(stage, "run-3", person).fields()).containsEntry("emails", Value.NOTHING);
        ObjectKey organization = new ObjectKey("organization", "company:c");
        assertThat(command(stage, "run-3", organization).payloadHash())
                .isEqualTo(command(stage, "run-1", organization).payloadHash());
    }

    @Test
    void neverClearsWhatTheCrmRefusesToBeWithout() {
        // Given
        Stage stage = new Stage("run-keeps");
        stage.publish("export-1", 3);
        stage.confirm(1, "");
        stage.run("run-1", "", 1, RunScope.EVERYTHING).run();

        // When
        String nowhere = "objects: {person: {fields: {name: sales_tax_id, emails: ~}, match: []}}";
        stage.run("run-2", "unmapped: clear\n" + nowhere, 2, RunScope.EVERYTHING)
                .run();

        // Then
        assertThat(command(stage, "run-2", new ObjectKey("person", "contact:1")).fields())
                .doesNotContainKey("name")
                .containsEntry("emails", Value.NOTHING);
    }

    private static List<String> missing(Sampling.Sample sample, String what) {
        return List.copyOf(Objects.requireNonNull(sample.coverage().get(what)).missing());
    }

    private static ObjectCommand command(Stage stage, String run, ObjectKey key) {
        return Objects.requireNonNull(byKey(stage, run).get(key));
    }

    private static Map<ObjectKey, ObjectCommand> byKey(Stage stage, String run) {
        return objects(stage, run).stream().collect(Collectors.toMap(ObjectCommand::key, Function.identity()));
    }

    private static List<ObjectCommand> objects(Stage stage, String run) {
        return stage.commands().stream()
                .filter(ObjectCommand.class::isInstance)
                .map(ObjectCommand.class::cast)
                .filter(command -> command.run().equals(run))
                .toList();
    }
}
