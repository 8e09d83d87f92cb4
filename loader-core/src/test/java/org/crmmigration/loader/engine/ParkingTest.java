package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class ParkingTest {

    @Test
    void setsAsideWhatWaitsForAPersonUnderItsOwnCode() {
        // Given
        ScriptedCrm crm = new ScriptedCrm()
                .on("capabilities", _ -> new CrmCapabilities(Map.of(), Map.of(), Map.of(), Set.of(), 1))
                .on("floor", _ -> "7")
                .on("create", _ -> {
                    throw new CrmFault.Park(new Detail("owner-unmatched", "add the user", null, null, "owner"));
                });
        CommandsBench bench = new CommandsBench(crm.client());
        ObjectKey person = new ObjectKey("person", "contact:1");
        // When
        Result result = bench.commands().carryOut(CommandsBench.work(1, person, Map.of("name", new Value.Text("Ann"))));
        // Then
        assertThat(result.status()).isEqualTo(Status.PARKED);
        assertThat(result.cause()).isNotNull().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo("owner-unmatched");
            assertThat(cause.field()).isEqualTo("owner");
        });
        assertThat(result.crmId()).isNull();
    }
}
