package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.engine.JournalWorld.Without;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which up to three things can go wrong around creating an object and updating it. */
class JournalExplorationTest {

    private static final int FAULTS = 3;
    private static final ObjectKey KEY = new ObjectKey("person", "contact:1");

    @ParameterizedTest
    @EnumSource
    void findsNeitherDuplicateNorLoss(Strategy strategy) {
        // When
        Exploration exploration = explore(Without.NOTHING, strategy, FAULTS);
        // Then
        assertThat(exploration.wrong()).isEmpty();
        assertThat(exploration.runs()).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTENT", "FENCE", "START_WINDOW", "QUARANTINE"})
    void findsDuplicatesWhenAPartOfTheProtocolIsMissing(Without part) {
        // When
        Exploration exploration = explore(part, Strategy.JOURNAL, 2);
        // Then
        assertThat(exploration.wrong()).anyMatch(wrong -> wrong.contains("2 objects"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FENCE", "START_WINDOW", "LATE_WRITES"})
    void findsOldContentWhenAPartOfTheProtocolIsMissing(Without part) {
        // When
        Exploration exploration = explore(part, Strategy.OWN_ID, 2);
        // Then
        assertThat(exploration.wrong()).anyMatch(wrong -> wrong.contains("old content"));
    }

    private record Exploration(int runs, List<String> wrong) {}

    private static Exploration explore(Without without, Strategy strategy, int faults) {
        Choices choices = new Choices(faults);
        List<String> wrong = new ArrayList<>();
        int runs = 0;
        do {
            JournalWorld world = new JournalWorld(
                    choices, without, strategy, List.of(command("Ann", 1), command("Ben", 2), command("Cem", 3)));
            world.run();
            runs++;
            judge(world, choices, wrong);
        } while (choices.next());
        return new Exploration(runs, wrong);
    }

    private static void judge(JournalWorld world, Choices choices, List<String> wrong) {
        List<ExploredCrm.Row> rows = world.crm().rows();
        if (rows.size() != 1) {
            wrong.add(rows.size() + " objects after " + choices);
        } else if (!rows.getFirst().text().contains("Cem") && !parked(world)) {
            wrong.add("old content after " + choices);
        }
        boolean created = world.outcomes().stream().anyMatch(outcome -> outcome.status() == Status.CREATED);
        boolean answered = world.outcomes().stream()
                        .map(outcome -> outcome.commandOffset())
                        .distinct()
                        .count()
                == 3;
        if (!created || !answered) {
            wrong.add("outcomes missing after " + choices);
        }
    }

    /** An update whose answers stay lost is set aside visibly; its content may be either. */
    private static boolean parked(JournalWorld world) {
        return world.outcomes().getLast().status() == Status.PARKED;
    }

    private static ObjectCommand command(String name, int phase) {
        return new ObjectCommand(
                "run-" + phase, phase, Action.UPSERT, KEY, name, Map.of("name", new Value.Text(name)), List.of());
    }
}
