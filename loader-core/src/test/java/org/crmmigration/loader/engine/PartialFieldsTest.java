package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

/** Objects written without fields that the CRM refused. */
class PartialFieldsTest {

    private static final ObjectKey FIELD = new ObjectKey("field", "field:person:size");
    private static final ObjectKey PERSON = new ObjectKey("person", "contact:1");
    private static final String HASH = "hash-contact:1";
    private static final Map<String, Value> FIELDS =
            Map.of("name", new Value.Text("Ann"), "field:person:size", new Value.Text("L"));

    private final ScriptedCrm crm = new ScriptedCrm()
            .on("capabilities", _ -> new CrmCapabilities(Map.of(), Map.of(), Map.of(), Set.of(), 1))
            .on("floor", _ -> "0")
            .on("create", _ -> Written.of("7", "{}"))
            .on("planUpdate", _ -> Optional.of(new UpdatePlan("person", "7", "{\"size\":1}", "{}", "{}", List.of())))
            .on("update", _ -> Written.of("7", "{}"));
    private final CommandsBench bench = new CommandsBench(crm.client());

    @Test
    void confirmsOnlyWhatWasWritten() {
        // Given
        bench.known.put(FIELD, CommandsBench.stands(FIELD, Status.FAILED, null, null));
        // When
        Result result = bench.commands().carryOut(CommandsBench.work(1, PERSON, FIELDS));
        // Then
        assertThat(result.status()).isEqualTo(Status.CREATED);
        assertThat(result.confirmedHash()).isEqualTo(HASH + "~1");
        assertThat(result.attributes()).containsEntry("fieldsLeftOut", "1");
    }

    @Test
    void callsNothingAsLongAsTheFieldIsRefused() {
        // Given
        bench.known.put(FIELD, CommandsBench.stands(FIELD, Status.FAILED, null, null));
        bench.known.put(PERSON, CommandsBench.stands(PERSON, Status.CREATED, "7", HASH + "~1"));
        // When
        Result result = bench.commands().carryOut(CommandsBench.work(1, PERSON, FIELDS));
        // Then
        assertThat(result.status()).isEqualTo(Status.UNCHANGED);
        assertThat(crm.calls()).isEmpty();
    }

    @Test
    void writesTheValueOnceTheFieldIsThere() {
        // Given
        bench.known.put(FIELD, CommandsBench.stands(FIELD, Status.CREATED, "abc", "h"));
        bench.known.put(PERSON, CommandsBench.stands(PERSON, Status.CREATED, "7", HASH + "~1"));
        // When
        Result result = bench.commands().carryOut(CommandsBench.work(1, PERSON, FIELDS));
        // Then
        assertThat(result.status()).isEqualTo(Status.UPDATED);
        assertThat(result.confirmedHash()).isEqualTo(HASH);
    }
}
