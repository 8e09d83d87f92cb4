package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.port.Written.Conflict;
import org.crmmigration.messaging.ledger.LedgerMessage.Edit;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an update says of values that stand otherwise than wanted. */
class UpdatingTest {

    private static final ObjectKey PERSON = new ObjectKey("person", "contact:1");
    private static final Map<String, Value> FIELDS = Map.of("name", new Value.Text("Ann"));

    @ParameterizedTest
    @CsvSource({
        "{}, true, UNCHANGED",
        "{}, false, CONFLICT",
        "{\"name\":\"Ann\"}, true, UPDATED",
        "{\"name\":\"Ann\"}, false, CONFLICT"
    })
    void tellsOfAConflictOnceAndKeepsItAsAnExplanation(String patch, boolean told, Status status) {
        // Given
        Conflict conflict = new Conflict("add_time", "2020", "2026", told);
        ScriptedCrm crm = new ScriptedCrm()
                .on("capabilities", _ -> new CrmCapabilities(Map.of(), Map.of(), Map.of(), Set.of(), 1))
                .on("floor", _ -> "0")
                .on("planUpdate", _ -> Optional.of(new UpdatePlan("person", "7", patch, "{}", "{}", List.of(conflict))))
                .on("update", _ -> Written.of("7", "{}"));
        CommandsBench bench = new CommandsBench(crm.client());
        bench.known.put(PERSON, CommandsBench.stands(PERSON, Status.ADOPTED, "7", "another hash"));

        // When
        Result result = bench.commands().carryOut(CommandsBench.work(1, PERSON, FIELDS));

        // Then
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.attributes()).containsEntry("conflicts", "add_time");
        boolean news = patch.equals("{}") && !told;
        assertThat(result.edits()).isEqualTo(news ? List.of(new Edit("add_time", "2020", "2026")) : List.of());
    }

    @Test
    void writesAgainWhatWasFoundOtherwiseThanConfirmed() {
        // Given
        ScriptedCrm crm = new ScriptedCrm()
                .on("capabilities", _ -> new CrmCapabilities(Map.of(), Map.of(), Map.of(), Set.of(), 1))
                .on("floor", _ -> "0")
                .on(
                        "planUpdate",
                        _ -> Optional.of(new UpdatePlan("person", "7", "{\"name\":\"Ann\"}", "{}", "{}", List.of())))
                .on("update", _ -> Written.of("7", "{}"));
        CommandsBench bench = new CommandsBench(crm.client());
        bench.known.put(PERSON, CommandsBench.stands(PERSON, Status.DIFFERENT, "7", "hash-contact:1"));

        // When
        Result result = bench.commands().carryOut(CommandsBench.work(1, PERSON, FIELDS));

        // Then
        assertThat(result.status()).isEqualTo(Status.UPDATED);
    }
}
