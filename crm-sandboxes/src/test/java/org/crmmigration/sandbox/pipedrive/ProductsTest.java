package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProductsTest {

    private final Fixture it = new Fixture(Fixture.unlimited().withPlan(Plan.GROWTH, 1));

    @AfterEach
    void close() {
        it.close();
    }

    private long product() throws Exception {
        return it.api
                .post("/api/v2/products", "{\"name\":\"Course\",\"prices\":[{\"currency\":\"EUR\",\"price\":30.25}]}")
                .id();
    }

    private static String item(long product, String more) {
        return "{\"product_id\":" + product + ",\"item_price\":30.25,\"quantity\":2" + more + "}";
    }

    @Test
    void createsWithOnePriceForEachCurrency() throws Exception {
        // When
        Answer answer = it.api.post("/api/v2/products", "{\"name\":\"Course\"}");
        Answer twice = it.api.post(
                "/api/v2/products",
                "{\"name\":\"C\",\"prices\":[{\"currency\":\"EUR\",\"price\":1},{\"currency\":\"EUR\",\"price\":2}]}");

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.data().path("prices").path(0).path("currency").asString())
                .isEqualTo("EUR");
        assertThat(twice.status()).isEqualTo(400);
    }

    @Test
    void reportsTheRevenueOfRecurringProducts() throws Exception {
        // Given
        long deal = it.deal("D");
        long product = product();

        // When
        Answer attached =
                it.api.post("/api/v2/deals/" + deal + "/products", item(product, ",\"billing_frequency\":\"monthly\""));

        // Then
        assertThat(attached.status()).isEqualTo(201);
        assertThat(attached.data().path("sum").asDouble()).isEqualTo(60.5);
        Answer shown = it.api.get("/api/v2/deals/" + deal);
        assertThat(shown.data().path("mrr").asDouble()).isEqualTo(60.5);
        assertThat(shown.data().path("arr").asDouble()).isEqualTo(726);
    }

    @Test
    void refusesBillingThatDoesNotFit() throws Exception {
        // Given
        long deal = it.deal("D");
        long product = product();
        String path = "/api/v2/deals/" + deal + "/products";

        // When
        int weeklyEndless = it.api
                .post(path, item(product, ",\"billing_frequency\":\"weekly\""))
                .status();
        int onceCounted = it.api
                .post(path, item(product, ",\"billing_frequency_cycles\":3"))
                .status();
        int tooMany = it.api
                .post(path, item(product, ",\"billing_frequency\":\"monthly\",\"billing_frequency_cycles\":209"))
                .status();
        int nothing = it.api.post(path, "{\"product_id\":" + product + "}").status();

        // Then
        assertThat(new int[] {weeklyEndless, onceCounted, tooMany, nothing}).containsOnly(400);
        assertThat(it.api.get(path).data()).isEmpty();
    }

    @Test
    void refusesRecurringProductsOnTheSmallestPlan() throws Exception {
        try (Fixture lite = Fixture.open()) {
            assertThat(lite.api
                            .post("/api/v2/products", "{\"name\":\"A\",\"billing_frequency\":\"monthly\"}")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void attachesAHundredAtOnceAllOrNone() throws Exception {
        // Given
        long deal = it.deal("D");
        long product = product();
        String path = "/api/v2/deals/" + deal + "/products";
        String good = item(product, "");

        // When
        int mixed = it.api
                .post(path + "/bulk", "{\"data\":[" + good + "," + item(99, "") + "]}")
                .status();
        int tooMany = it.api
                .post(path + "/bulk", "{\"data\":[" + String.join(",", Collections.nCopies(101, good)) + "]}")
                .status();
        Answer hundred =
                it.api.post(path + "/bulk", "{\"data\":[" + String.join(",", Collections.nCopies(100, good)) + "]}");

        // Then
        assertThat(mixed).isEqualTo(400);
        assertThat(tooMany).isEqualTo(400);
        assertThat(hundred.status()).isEqualTo(201);
        assertThat(it.api
                        .get("/api/v2/deals/products?deal_ids=" + deal + "&limit=500")
                        .data())
                .hasSize(100);
        assertThat(it.api.delete(path + "?ids=1,2").data().path("ids")).hasSize(2);
        assertThat(it.api.delete(path + "/3").status()).isEqualTo(200);
        assertThat(it.api.delete(path).data().path("ids")).hasSize(97);
        assertThat(it.api.get(path).data()).isEmpty();
    }
}
