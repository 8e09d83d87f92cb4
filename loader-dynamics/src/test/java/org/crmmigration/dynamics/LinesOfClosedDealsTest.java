package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

class LinesOfClosedDealsTest {

    private static final ObjectKey LINE = new ObjectKey("opportunity_line", "order:closing");

    @Test
    void changesThePriceOfAnOrderThatWasRefundedInPartAfterItWasWon() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(DynamicsUnderTest.settings())) {
            // Given
            CrmClient client = UncertainPointsTest.client(subject);
            Map<ObjectKey, String> ids = new LinkedHashMap<>();
            DynamicsSamples.foundations().forEach(sample -> UncertainPointsTest.make(client, sample, ids));
            client.refreshSchema();
            Sample close = DynamicsSamples.samples().stream()
                    .filter(sample -> sample.key().objectType().equals("opportunity_close"))
                    .findFirst()
                    .orElseThrow();
            Written line = UncertainPointsTest.make(client, line("97.00"), ids);
            Written closed = UncertainPointsTest.make(client, close, ids);

            // When
            ObjectToWrite refunded = UncertainPointsTest.object(line("60.00"), ids);
            UpdatePlan plan =
                    client.planUpdate(line.crmId(), refunded, line.written()).orElseThrow();
            client.update(plan);

            // Then
            assertThat(client.readBack(LINE.objectType(), Map.of(line.crmId(), refunded)))
                    .singleElement()
                    .satisfies(back -> assertThat(back.sound()).isTrue());
            assertThat(client.readBack(
                            close.key().objectType(), Map.of(closed.crmId(), UncertainPointsTest.object(close, ids))))
                    .allMatch(ReadBack::sound);
        }
    }

    private static Sample line(String price) {
        Map<String, Value> fields = new HashMap<>();
        fields.put("opportunity", new Value.Reference(new ObjectKey("opportunity", "order:closing")));
        fields.put("product", new Value.Text("Gold course"));
        fields.put("quantity", new Value.Whole(1));
        fields.put("price", new Value.Money(new BigDecimal(price), "USD"));
        return new Sample(LINE, fields, "product", new Value.Text("Gold course"), true);
    }
}
