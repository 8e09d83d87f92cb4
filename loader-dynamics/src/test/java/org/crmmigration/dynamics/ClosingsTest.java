package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.contract.Sample;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class ClosingsTest {

    private static final ObjectKey KEY = new ObjectKey("opportunity_close", "order:closing");
    private static final ObjectKey OPPORTUNITY = new ObjectKey("opportunity", "order:closing");

    private static Sample closing(String status) {
        Map<String, Value> fields =
                Map.of("opportunity", new Value.Reference(OPPORTUNITY), "status", new Value.Text(status));
        return new Sample(KEY, fields, "status", new Value.Text(status), true);
    }

    private static boolean stands(CrmClient client, String status, Map<ObjectKey, String> ids) {
        ObjectToWrite wanted = UncertainPointsTest.object(closing(status), ids);
        String id = ids.getOrDefault(OPPORTUNITY, "");
        return client.readBack(KEY.objectType(), Map.of(id, wanted)).stream().allMatch(ReadBack::sound);
    }

    @Test
    void opensASubscriptionThatRunsAgainAndClosesItOnceMore() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(DynamicsUnderTest.settings())) {
            // Given
            CrmClient client = UncertainPointsTest.client(subject);
            Map<ObjectKey, String> ids = new LinkedHashMap<>();
            DynamicsSamples.foundations().forEach(sample -> UncertainPointsTest.make(client, sample, ids));
            client.refreshSchema();
            Written before = UncertainPointsTest.make(client, closing("open"), ids);
            boolean open = stands(client, "open", ids);
            Written lost = update(client, before, "lost", ids);
            boolean closed = stands(client, "lost", ids);

            // When
            Written again = update(client, lost, "open", ids);

            // Then
            assertThat(List.of(open, closed, stands(client, "open", ids))).containsOnly(true);
            update(client, again, "won", ids);
            assertThat(stands(client, "won", ids)).isTrue();
        }
    }

    @Test
    void leavesClosedWhatSomebodyElseClosed() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(DynamicsUnderTest.settings())) {
            // Given
            CrmClient client = UncertainPointsTest.client(subject);
            Map<ObjectKey, String> ids = new LinkedHashMap<>();
            DynamicsSamples.foundations().forEach(sample -> UncertainPointsTest.make(client, sample, ids));
            client.refreshSchema();
            UncertainPointsTest.make(client, closing("won"), ids);

            // When
            Written open = UncertainPointsTest.make(client, closing("open"), ids);

            // Then
            assertThat(open.conflicts()).containsExactly(new Written.Conflict("status"));
            assertThat(stands(client, "won", ids)).isTrue();
        }
    }

    private static Written update(CrmClient client, Written last, String status, Map<ObjectKey, String> ids) {
        UpdatePlan plan = client.planUpdate(
                        last.crmId(), UncertainPointsTest.object(closing(status), ids), last.written())
                .orElseThrow();
        return client.update(plan);
    }
}
