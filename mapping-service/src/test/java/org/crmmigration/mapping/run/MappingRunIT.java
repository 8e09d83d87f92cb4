package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.command.PhaseChecksum;
import org.junit.jupiter.api.Test;

class MappingRunIT {

    private static final int CONTACTS = 90;

    @Test
    void writesPhasesThatCountAndAddUp() {
        // Given
        Stage stage = new Stage("run-adds-up");
        stage.publish("export-1", CONTACTS);

        // When
        stage.run("run-1", "export-1", Checkpoint.NONE).run();

        // Then
        List<CommandMessage> said = stage.commands();
        assertThat(said.getFirst()).isInstanceOf(RunBegan.class);
        assertThat(said.getLast())
                .isInstanceOfSatisfying(
                        RunEnded.class,
                        ended -> assertThat(ended.excludedByReason())
                                .containsExactlyInAnyOrderEntriesOf(Map.of("totalled", 30L, "carried_as_value", 1L)));
        PhaseChecksum checksum = new PhaseChecksum();
        int phase = -1;
        for (CommandMessage message : said) {
            switch (message) {
                case PhaseBegan began -> {
                    assertThat(began.phase()).isEqualTo(++phase);
                    checksum = new PhaseChecksum();
                }
                case ObjectCommand command -> {
                    assertThat(command.phase()).isEqualTo(phase);
                    checksum.add(command);
                }
                case PhaseEnded ended -> {
                    assertThat(ended.commands()).isEqualTo(checksum.count());
                    assertThat(ended.checksum()).isEqualTo(checksum.text());
                }
                case RecordExcluded _ -> {}
                case RunBegan _ -> {}
                case RunEnded _ -> {}
                case CommandMessage.MappingText _ -> {}
            }
        }
        assertThat(phase).isEqualTo(4);
    }

    @Test
    void saysTheSameWhereverItIsKilled() {
        // Given
        Stage undisturbed = new Stage("run-undisturbed");
        undisturbed.publish("export-1", CONTACTS);
        undisturbed.run("run-1", "export-1", Checkpoint.NONE).run();
        Stage stage = new Stage("run-killed");
        stage.publish("export-1", CONTACTS);

        // When
        int kills = 0;
        while (!finished(stage, kills)) {
            kills++;
        }

        // Then
        assertThat(kills).isGreaterThan(10);
        assertThat(comparable(stage.commands())).isEqualTo(comparable(undisturbed.commands()));
    }

    /** Kills the run after its first commit, or inside its second transaction, in turns; whether it got to its end. */
    private static boolean finished(Stage stage, int kills) {
        boolean afterCommit = kills % 2 == 1;
        int[] chunks = {0};
        Checkpoint killing = step -> {
            boolean second = step == Checkpoint.Step.SENT && ++chunks[0] == 2;
            if (second || (afterCommit && step == Checkpoint.Step.COMMITTED)) {
                throw new Killed();
            }
        };
        try {
            stage.run("run-1", "export-1", killing).run();
            return true;
        } catch (Killed _) {
            return false;
        }
    }

    @Test
    void doesNothingForARunThatIsWritten() {
        // Given
        Stage stage = new Stage("run-repeated");
        stage.publish("export-1", 5);
        stage.run("run-1", "export-1", Checkpoint.NONE).run();
        List<CommandMessage> before = stage.commands();

        // When
        stage.run("run-1", "export-1", Checkpoint.NONE).run();

        // Then
        assertThat(stage.commands()).isEqualTo(before);
    }

    @Test
    void doesNotWriteARunAgainThatOthersFollowed() {
        // Given
        Stage stage = new Stage("run-superseded");
        stage.publish("export-1", 5);
        List.of("run-1", "run-2", "run-3")
                .forEach(run -> stage.run(run, "export-1", Checkpoint.NONE).run());
        List<CommandMessage> before = stage.commands();

        // When
        stage.run("run-1", "export-1", Checkpoint.NONE).run();
        stage.run("run-2", "export-1", Checkpoint.NONE).run();

        // Then
        assertThat(stage.commands()).isEqualTo(before);
    }

    @Test
    void givesTheSameHashesInASecondRun() {
        // Given
        Stage stage = new Stage("run-converges");
        stage.publish("export-1", 20);
        stage.publish("export-2", 21);

        // When
        stage.run("run-1", "export-1", Checkpoint.NONE).run();
        stage.run("run-2", "export-1", Checkpoint.NONE).run();
        stage.run("run-3", "export-2", Checkpoint.NONE).run();

        // Then
        List<CommandMessage> said = stage.commands();
        assertThat(hashes(said, "run-2")).isEqualTo(hashes(said, "run-1"));
        assertThat(hashes(said, "run-3"))
                .hasSize(hashes(said, "run-1").size() + 2)
                .containsAll(hashes(said, "run-1"));
    }

    @Test
    void fencesTheOneThatWroteBefore() {
        // Given
        Stage stage = new Stage("run-fenced");
        stage.publish("export-1", 50);
        MappingRun successor = stage.run("run-1", "export-1", Checkpoint.NONE);
        boolean[] overtaken = {false};
        MappingRun zombie = stage.run("run-1", "export-1", step -> {
            if (step == Checkpoint.Step.SENT && !overtaken[0]) {
                overtaken[0] = true;
                successor.run();
            }
        });

        // When / Then
        assertThatThrownBy(zombie::run).isInstanceOf(KafkaException.class);
        assertThat(stage.commands().stream().filter(RunEnded.class::isInstance)).hasSize(1);
    }

    @Test
    void refusesAnExportThatIsNotWhole() {
        Stage stage = new Stage("run-no-export");
        assertThatThrownBy(() -> stage.run("run-1", "export-9", Checkpoint.NONE).run())
                .isInstanceOf(ExportMissing.class)
                .hasMessageContaining("export-9");
    }

    private static List<String> hashes(List<CommandMessage> said, String run) {
        return said.stream()
                .filter(message -> message instanceof ObjectCommand command
                        && command.run().equals(run))
                .map(ObjectCommand.class::cast)
                .map(command -> command.phase() + " " + command.key() + " " + command.payloadHash())
                .toList();
    }

    private static List<CommandMessage> comparable(List<CommandMessage> said) {
        List<CommandMessage> timeless = new ArrayList<>();
        said.forEach(message -> timeless.add(
                switch (message) {
                    case RunBegan m -> new RunBegan(m.run(), m.export(), m.mappingVersion(), m.phases(), Stage.AT);
                    case RunEnded m -> new RunEnded(m.run(), m.excludedByReason(), Stage.AT);
                    case CommandMessage m -> m;
                }));
        return timeless;
    }

    private static final class Killed extends RuntimeException {}
}
