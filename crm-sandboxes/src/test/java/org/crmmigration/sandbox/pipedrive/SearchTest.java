package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final Duration LAG = Duration.ofSeconds(3);

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    private int hits(String path) throws Exception {
        return it.api.get(path).data().path("items").size();
    }

    @Test
    void findsARecordOnlyAfterTheLag() throws Exception {
        // Given
        it.person("Grace Hopper");

        // When
        int atOnce = hits("/api/v2/persons/search?term=hopper");
        it.clock.advance(LAG.minusMillis(1));
        int almost = hits("/api/v2/persons/search?term=hopper");
        it.clock.advance(Duration.ofMillis(1));
        int then = hits("/api/v2/persons/search?term=hopper");

        // Then
        assertThat(atOnce).isZero();
        assertThat(almost).isZero();
        assertThat(then).isEqualTo(1);
    }

    @Test
    void findsTheOldValueUntilTheChangeIsIndexed() throws Exception {
        // Given
        long id = it.person("Before");
        it.clock.advance(LAG);

        // When
        it.api.patch("/api/v2/persons/" + id, "{\"name\":\"Later\"}");

        // Then
        assertThat(hits("/api/v2/persons/search?term=before&exact_match=true")).isEqualTo(1);
        it.clock.advance(LAG);
        assertThat(hits("/api/v2/persons/search?term=before&exact_match=true")).isZero();
        assertThat(hits("/api/v2/persons/search?term=LATER&exact_match=true")).isEqualTo(1);
    }

    @Test
    void keepsDeletedPersonsAndOrganizationsButNotDeals() throws Exception {
        // Given
        long person = it.person("Gone soon");
        long org =
                it.api.post("/api/v2/organizations", "{\"name\":\"Gone soon\"}").id();
        long deal = it.deal("Gone soon");

        // When
        it.api.delete("/api/v2/persons/" + person);
        it.api.delete("/api/v2/organizations/" + org);
        it.api.delete("/api/v2/deals/" + deal);
        it.clock.advance(LAG);

        // Then
        assertThat(hits("/api/v2/persons/search?term=gone")).isEqualTo(1);
        assertThat(hits("/api/v2/organizations/search?term=gone")).isEqualTo(1);
        assertThat(hits("/api/v2/deals/search?term=gone")).isZero();
        assertThat(hits("/api/v2/itemSearch?term=gone")).isEqualTo(2);
    }

    @Test
    void searchesOnlyTypesOfFieldsThatAreSearchable() throws Exception {
        // Given
        String text = it.field("person", "varchar");
        String date = it.field("person", "date");
        it.api.post(
                "/api/v2/persons",
                "{\"name\":\"A\",\"custom_fields\":{\"" + text + "\":\"contact:4711\",\"" + date
                        + "\":\"2024-01-01\"}}");
        it.clock.advance(LAG);

        // When
        Answer byText = it.api.get("/api/v2/persons/search?term=CONTACT:4711&fields=custom_fields&exact_match=true");

        // Then
        assertThat(byText.data().path("items")).hasSize(1);
        assertThat(byText.data()
                        .path("items")
                        .path(0)
                        .path("item")
                        .path("custom_fields")
                        .path(0)
                        .asString())
                .isEqualTo("contact:4711");
        assertThat(hits("/api/v2/persons/search?term=2024-01-01&fields=custom_fields&exact_match=true"))
                .isZero();
        assertThat(hits("/api/v2/persons/search?term=contact:4711&fields=name")).isZero();
    }

    @Test
    void mindsTheCaseWhenSearchingOneField() throws Exception {
        // Given
        String code = it.field("person", "varchar");
        it.api.post("/api/v2/persons", "{\"name\":\"A\",\"custom_fields\":{\"" + code + "\":\"Key-1\"}}");
        it.clock.advance(LAG);
        String path = "/api/v2/itemSearch/field?entity_type=person&field=" + code;

        // When
        int same = it.api.get(path + "&term=Key-1").data().size();
        int other = it.api.get(path + "&term=key-1").data().size();
        int beginning = it.api.get(path + "&match=beginning&term=Key").data().size();

        // Then
        assertThat(same).isEqualTo(1);
        assertThat(other).isZero();
        assertThat(beginning).isEqualTo(1);
    }

    @Test
    void findsARecordByItsNotes() throws Exception {
        // Given
        long person = it.person("A");
        it.api.post("/v1/notes", "{\"content\":\"likes porcelain\",\"person_id\":" + person + "}");
        it.clock.advance(LAG);

        // When
        int found = hits("/api/v2/persons/search?term=porcelain&fields=notes");

        // Then
        assertThat(found).isEqualTo(1);
    }

    @Test
    void givesShortPagesWithASuccessor() throws Exception {
        // Given
        long org = it.api.post("/api/v2/organizations", "{\"name\":\"O\"}").id();
        it.person("Same one");
        it.api.post("/api/v2/persons", "{\"name\":\"Same two\",\"org_id\":" + org + "}");
        it.clock.advance(LAG);

        // When
        Answer first = it.api.get("/api/v2/persons/search?term=same&limit=1&organization_id=" + org);
        Answer second = it.api.get(
                "/api/v2/persons/search?term=same&limit=1&organization_id=" + org + "&cursor=" + first.nextCursor());

        // Then
        assertThat(first.data().path("items")).isEmpty();
        assertThat(second.data().path("items")).hasSize(1);
    }

    @Test
    void refusesShortTermsAndLongPages() throws Exception {
        assertThat(it.api.get("/api/v2/persons/search?term=a").status()).isEqualTo(400);
        assertThat(it.api.get("/api/v2/persons/search?term=a&exact_match=true").status())
                .isEqualTo(200);
        assertThat(it.api.get("/api/v2/persons/search").status()).isEqualTo(400);
        assertThat(it.api.get("/api/v2/itemSearch?term=abc&limit=101").status()).isEqualTo(400);
    }
}
