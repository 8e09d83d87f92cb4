package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    private List<Long> walk(String path) throws Exception {
        List<Long> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = it.api.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(page.status()).isEqualTo(200);
            page.data().forEach(row -> ids.add(row.path("id").asLong()));
            cursor = page.nextCursor();
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource({"id,asc", "id,desc", "update_time,asc", "update_time,desc", "add_time,desc"})
    void walksEveryRecordOnceInOrder(String sort, String direction) throws Exception {
        // Given
        for (int i = 0; i < 25; i++) {
            it.person("P" + i);
            it.clock.advance(Duration.ofSeconds(i % 3));
        }

        // When
        List<Long> ids = walk("/api/v2/persons?limit=10&sort_by=" + sort + "&sort_direction=" + direction);

        // Then
        List<Long> ascending = LongStream.rangeClosed(1, 25).boxed().toList();
        assertThat(ids).isEqualTo(direction.equals("asc") ? ascending : ascending.reversed());
    }

    @Test
    void findsRecordsThatAppearDuringTheWalk() throws Exception {
        // Given
        it.person("A");
        it.person("B");
        Answer first = it.api.get("/api/v2/persons?limit=1");

        // When
        it.person("C");
        Answer rest = it.api.get("/api/v2/persons?limit=10&cursor=" + first.nextCursor());

        // Then
        assertThat(rest.data().valueStream().map(row -> row.path("id").asLong()))
                .containsExactly(2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=501",
                "limit=0",
                "limit=ten",
                "sort_by=name",
                "sort_direction=up",
                "page=2",
                "start=0",
                "updated_since=2026-01-01T00:00:00.000Z",
                "updated_since=2026-01-01",
                "include_fields=everything",
                "include_labels=1",
                "cursor=nonsense",
                "custom_fields=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p",
                "api_token=x"
            })
    void refusesParameters(String query) throws Exception {
        // When
        Answer answer = it.api.get("/api/v2/persons?" + query);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asString()).isEqualTo("ERR_SCHEMA_VALIDATION_FAILED");
    }

    @Test
    void saysWhichParameterItDoesNotKnow() throws Exception {
        assertThat(it.api.get("/api/v2/stages?include_fields=x").error())
                .isEqualTo("Parameter 'include_fields' is not allowed");
    }

    @Test
    void lowersTheLimitWhereTheAccountIsLenient() throws Exception {
        try (Fixture lenient =
                new Fixture(Fixture.unlimited().withQuirks(Quirks.defaults().lenient()))) {
            assertThat(lenient.api.get("/api/v2/persons?limit=5000").status()).isEqualTo(200);
        }
    }

    @Test
    void leavesOutIdsThatAreMissingAndRefusesMoreThanAHundred() throws Exception {
        // Given
        long a = it.person("A");
        long b = it.person("B");
        it.api.delete("/api/v2/persons/" + b);
        String many = LongStream.rangeClosed(1, 101).mapToObj(Long::toString).collect(Collectors.joining(","));

        // When
        Answer answer = it.api.get("/api/v2/persons?ids=" + a + "," + b + ",99");

        // Then
        assertThat(answer.data()).hasSize(1);
        assertThat(it.api.get("/api/v2/persons?ids=" + many).status()).isEqualTo(400);
    }

    @Test
    void filtersByLinkAndByTimeOfUpdate() throws Exception {
        // Given
        long org = it.api.post("/api/v2/organizations", "{\"name\":\"O\"}").id();
        long inside = it.api
                .post("/api/v2/persons", "{\"name\":\"In\",\"org_id\":" + org + "}")
                .id();
        it.clock.advance(Duration.ofMinutes(5));
        long later = it.person("Later");

        // When
        Answer linked = it.api.get("/api/v2/persons?org_id=" + org);
        Answer since = it.api.get("/api/v2/persons?updated_since=2026-03-02T10:05:00Z");
        Answer until = it.api.get("/api/v2/persons?updated_until=2026-03-02T10:05:00Z");

        // Then
        assertThat(linked.data()).hasSize(1);
        assertThat(linked.data().path(0).path("id").asLong()).isEqualTo(inside);
        assertThat(since.data().path(0).path("id").asLong()).isEqualTo(later);
        assertThat(until.data().path(0).path("id").asLong()).isEqualTo(inside);
    }

    @Test
    void movesARecordToAnotherLinkWhenItChanges() throws Exception {
        // Given
        long one = it.api.post("/api/v2/organizations", "{\"name\":\"1\"}").id();
        long two = it.api.post("/api/v2/organizations", "{\"name\":\"2\"}").id();
        long person = it.api
                .post("/api/v2/persons", "{\"name\":\"A\",\"org_id\":" + one + "}")
                .id();

        // When
        it.api.patch("/api/v2/persons/" + person, "{\"org_id\":" + two + "}");

        // Then
        assertThat(it.api.get("/api/v2/persons?org_id=" + one).data()).isEmpty();
        assertThat(it.api.get("/api/v2/persons?org_id=" + two).data()).hasSize(1);
        assertThat(it.api
                        .patch("/api/v2/persons/" + person, "{\"org_id\":null}")
                        .data()
                        .path("org_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void showsNewRecordsLateWhenListsLag() throws Exception {
        try (Fixture lagging = new Fixture(Fixture.unlimited().withLags(Duration.ZERO, Duration.ofSeconds(2)))) {
            // Given
            long id = lagging.person("A");

            // When
            int before = lagging.api.get("/api/v2/persons").data().size();
            lagging.clock.advance(Duration.ofSeconds(2));
            int after = lagging.api.get("/api/v2/persons").data().size();

            // Then
            assertThat(before).isZero();
            assertThat(after).isEqualTo(1);
            assertThat(lagging.api.get("/api/v2/persons/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void listsStagesOfAnUnknownPipelineAsNone() throws Exception {
        assertThat(it.api.get("/api/v2/stages?pipeline_id=77").data()).isEmpty();
        assertThat(it.api.get("/api/v2/stages?pipeline_id=1&sort_by=order_nr").data())
                .hasSize(5);
    }
}
