package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DealsTest {

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void fillsInWhatTheClientLeavesOut() throws Exception {
        // When
        Answer deal = it.api.post("/api/v2/deals", "{\"title\":\"T\"}");

        // Then
        assertThat(deal.status()).isEqualTo(200);
        assertThat(deal.data().path("status").asString()).isEqualTo("open");
        assertThat(deal.data().path("value").asInt()).isZero();
        assertThat(deal.data().path("currency").asString()).isEqualTo("EUR");
        assertThat(deal.data().path("pipeline_id").asInt()).isEqualTo(1);
        assertThat(deal.data().path("stage_id").asInt()).isEqualTo(1);
        assertThat(deal.data().path("origin").asString()).isEqualTo("API");
        assertThat(deal.data().path("won_time").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"title\":\"T\",\"add_time\":\"2020-01-01T00:00:00Z\"}",
                "{\"title\":\"T\",\"status\":\"deleted\"}",
                "{\"title\":\"T\",\"is_deleted\":true}",
                "{\"title\":\"T\",\"won_time\":\"2020-01-01T00:00:00Z\"}",
                "{\"title\":\"T\",\"status\":\"lost\",\"won_time\":\"2020-01-01T00:00:00Z\"}",
                "{\"title\":\"T\",\"status\":\"won\",\"lost_time\":\"2020-01-01T00:00:00Z\"}",
                "{\"title\":\"T\",\"close_time\":\"2020-01-01T00:00:00Z\"}",
                "{\"title\":\"T\",\"status\":\"won\",\"lost_reason\":\"price\"}",
                "{\"title\":\"T\",\"status\":\"won\",\"won_time\":\"2020-01-01 00:00:00\"}",
                "{\"title\":\"T\",\"expected_close_date\":null}",
                "{\"title\":\"T\",\"expected_close_date\":\"2020-02-31\"}",
                "{\"title\":\"T\",\"value\":\"10\"}",
                "{\"title\":\"T\",\"currency\":\"XXQ\"}",
                "{\"title\":\"T\",\"archive_time\":\"2020-01-01 00:00:00\"}",
                "{\"title\":\"T\",\"is_archived\":true,\"archive_time\":\"2020-01-01T00:00:00Z\"}",
                "{\"title\":\"T\",\"person_id\":5}",
                "{\"title\":\"T\",\"stage_id\":99}"
            })
    void refuses(String body) throws Exception {
        // When
        Answer answer = it.api.post("/api/v2/deals", body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asString()).isEqualTo("ERR_SCHEMA_VALIDATION_FAILED");
        assertThat(it.sandbox.content().path("counts").path("deals").asInt()).isZero();
    }

    @Test
    void saysWhyNullIsNoCloseDate() throws Exception {
        assertThat(it.api
                        .post("/api/v2/deals", "{\"title\":\"T\",\"expected_close_date\":null}")
                        .error())
                .contains("The value is not a valid 'string'");
    }

    @Test
    void storesAnEmptyCloseDateAsZeroes() throws Exception {
        assertThat(it.api
                        .post("/api/v2/deals", "{\"title\":\"T\",\"expected_close_date\":\"\"}")
                        .data()
                        .path("expected_close_date")
                        .asString())
                .isEqualTo("0000-00-00");
    }

    @Test
    void takesTheWonTimeWithTheStatus() throws Exception {
        // When
        Answer deal = it.api.post(
                "/api/v2/deals", "{\"title\":\"T\",\"status\":\"won\",\"won_time\":\"2020-03-04T23:00:00Z\"}");

        // Then
        assertThat(deal.data().path("won_time").asString()).isEqualTo("2020-03-04T23:00:00Z");
        assertThat(deal.data().path("close_time").asString()).isEqualTo("2020-03-04T23:00:00Z");
        assertThat(deal.data().path("local_won_date").asString()).isEqualTo("2020-03-04");
        assertThat(deal.data().path("add_time").asString()).isEqualTo("2026-03-02T10:00:00Z");
    }

    @Test
    void keepsTheReasonAndDropsTheTimesWhenReopened() throws Exception {
        // Given
        long id = it.api
                .post("/api/v2/deals", "{\"title\":\"T\",\"status\":\"lost\",\"lost_reason\":\"price\"}")
                .id();

        // When
        Answer open = it.api.patch("/api/v2/deals/" + id, "{\"status\":\"open\"}");

        // Then
        assertThat(open.data().path("lost_time").isNull()).isTrue();
        assertThat(open.data().path("close_time").isNull()).isTrue();
        assertThat(open.data().path("lost_reason").asString()).isEqualTo("price");
        assertThat(it.api.patch("/api/v2/deals/" + id, "{\"lost_reason\":null}").status())
                .isEqualTo(400);
    }

    @Test
    void followsTheStageIntoItsPipeline() throws Exception {
        // Given
        long pipeline = it.api.post("/api/v2/pipelines", "{\"name\":\"Other\"}").id();
        long stage = it.api
                .post("/api/v2/stages", "{\"name\":\"First\",\"pipeline_id\":" + pipeline + "}")
                .id();
        long deal = it.deal("T");
        it.clock.advance(java.time.Duration.ofMinutes(1));

        // When
        Answer moved = it.api.patch("/api/v2/deals/" + deal, "{\"stage_id\":" + stage + "}");

        // Then
        assertThat(moved.data().path("pipeline_id").asLong()).isEqualTo(pipeline);
        assertThat(moved.data().path("stage_change_time").asString()).isEqualTo("2026-03-02T10:01:00Z");
    }

    @Test
    void listsArchivedDealsApart() throws Exception {
        // Given
        it.deal("Live");
        it.api.post(
                "/api/v2/deals", "{\"title\":\"Old\",\"is_archived\":true,\"archive_time\":\"2020-01-01 00:00:00\"}");

        // When
        Answer live = it.api.get("/api/v2/deals");
        Answer archived = it.api.get("/api/v2/deals/archived");

        // Then
        assertThat(live.data()).hasSize(1);
        assertThat(archived.data()).hasSize(1);
        assertThat(archived.data().path(0).path("archive_time").asString()).isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void listsDeletedDealsOnlyWhenAskedFor() throws Exception {
        // Given
        long gone = it.deal("Gone");
        it.deal("Here");
        it.api.delete("/api/v2/deals/" + gone);

        // When
        Answer deleted = it.api.get("/api/v2/deals?status=deleted");

        // Then
        assertThat(deleted.data()).hasSize(1);
        assertThat(deleted.data().path(0).path("id").asLong()).isEqualTo(gone);
        assertThat(it.api.get("/api/v2/deals").data()).hasSize(1);
        assertThat(it.api.get("/api/v2/deals?status=open,won").data()).hasSize(1);
    }

    @Test
    void stopsAtTheDealCapOfThePlanAndCountsNoArchivedOnes() throws Exception {
        // Given
        for (int i = 0; i < 2_500; i++) {
            it.api.post("/api/v2/deals", "{\"title\":\"T\"}");
        }

        // When
        Answer over = it.api.post("/api/v2/deals", "{\"title\":\"T\"}");
        it.api.patch("/api/v2/deals/1", "{\"is_archived\":true}");
        Answer again = it.api.post("/api/v2/deals", "{\"title\":\"T\"}");

        // Then
        assertThat(over.status()).isEqualTo(403);
        assertThat(over.body().path("code").asString()).isEqualTo("feature_capping_deals_limit");
        assertThat(again.status()).isEqualTo(200);
    }
}
