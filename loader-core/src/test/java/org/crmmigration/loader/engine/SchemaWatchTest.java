package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.ledger.LedgerEntry;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.view.LaneView;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaWatchTest {

    private static final ObjectKey FIELD = new ObjectKey("field", "field:person:size");
    private static final ObjectCommand COMMAND = new ObjectCommand(
            "run-1",
            0,
            Action.UPSERT,
            FIELD,
            "h1",
            Map.of(
                    "entity", new Value.Text("person"),
                    "name", new Value.Text("Size"),
                    "type", new Value.Text("varchar")),
            List.of());
    private static final ObjectKey LIST = new ObjectKey("list", "list:1");
    private static final Map<Long, ObjectCommand> COMMANDS = Map.of(
            7L,
            COMMAND,
            8L,
            new ObjectCommand(
                    "run-1", 0, Action.UPSERT, LIST, "h1", Map.of("name", new Value.Text("Customers")), List.of()));
    private static final DestinationSchema WITHOUT = new DestinationSchema(
            "pipedrive",
            Instant.EPOCH,
            null,
            List.of(new DestinationSchema.Entity("person", "Person", null, List.of())),
            List.of(),
            List.of(),
            List.of());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private LaneView view;

    private final LaneHold hold =
            new LaneHold(Clock.systemUTC(), new Backoff(Duration.ZERO, Duration.ZERO, new Random(1)));
    private final List<String> made = new ArrayList<>();
    private RunScope scope = RunScope.EVERYTHING;
    private boolean madeMeanwhile;

    @BeforeEach
    void open() {
        view = LaneView.open(directory.resolve("view.sqlite"), "ledger@1");
    }

    @AfterEach
    void close() {
        view.close();
    }

    private SchemaWatch watch() {
        ScriptedCrm crm = new ScriptedCrm()
                .on("capabilities", _ -> new CrmCapabilities(Map.of(), Map.of(), Map.of(), Set.of("field", "list"), 1))
                .on("refreshSchema", _ -> Map.of())
                .on("preflight", _ -> List.of())
                .on("describe", _ -> {
                    if (madeMeanwhile) {
                        confirm();
                    }
                    return Optional.of(WITHOUT);
                });
        SchemaWatch watch = new SchemaWatch(
                new SchemaWatch.Sources(
                        crm.client(),
                        view,
                        _ -> {},
                        offsets -> offsets.stream().collect(Collectors.toMap(offset -> offset, COMMANDS::get)),
                        new References("m", view, new KeyOrder())),
                hold,
                new Preflight(crm.client()),
                (state, gone) -> made.add(state.crmId() + " " + gone),
                Clock.systemUTC());
        watch.enter("run-1", scope);
        return watch;
    }

    private void confirm() {
        confirm(FIELD, 7);
    }

    private void confirm(ObjectKey key, long offset) {
        view.apply(List.of(new LedgerEntry(
                5,
                new Outcome(
                        "run-1",
                        0,
                        key,
                        Status.CREATED,
                        Operation.CREATE,
                        "h1",
                        "f1",
                        "h1",
                        null,
                        "{}",
                        null,
                        Map.of(),
                        1,
                        1,
                        offset,
                        Instant.EPOCH))));
    }

    @Test
    void holdsTheLaneForAFieldThatIsGone() {
        // Given
        confirm();

        // When
        watch();

        // Then
        assertThat(hold.held()).asString().contains("the custom field \"Size\" of person is gone");
    }

    @Test
    void makesAListAgainInAPreparationAndHoldsNothingElseForIt() {
        // Given
        confirm(LIST, 8);

        // When
        watch();
        scope = RunScope.of(RunScope.Reach.PREPARATION);
        assertThat(made).isEmpty();
        watch();

        // Then
        assertThat(hold.held()).isNull();
        assertThat(made).containsExactly("f1 true");
    }

    @Test
    void missesNothingThatWasMadeWhileTheAccountWasRead() {
        // Given
        SchemaWatch watch = watch();
        madeMeanwhile = true;
        watch.outdated();

        // When
        watch.ensureWritable();

        // Then
        assertThat(hold.held()).isNull();
    }
}
