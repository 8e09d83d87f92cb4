package org.crmmigration.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written.Conflict;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ThreeWayTest {

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value texts(String... texts) {
        return new Value.Texts(List.of(texts));
    }

    private static UpdatePlan person(Map<String, Value> wanted, String current, @Nullable String base) {
        WireObject wire = ContactColumns.PERSON.write(Objects.object("person", wanted), Objects.schema(), () -> true);
        return ThreeWay.update("person", "5", wire, Json.parse(current), base, MatchRules.NONE);
    }

    private static UpdatePlan deal(Map<String, Value> wanted, String current, @Nullable String base) {
        WireObject wire = DealColumns.DEAL.write(Objects.object("deal", wanted), Objects.schema(), () -> true);
        return ThreeWay.update("deal", "5", wire, Json.parse(current), base, MatchRules.NONE);
    }

    @Test
    void sendsOnlyWhatDiffers() {
        // Given
        Map<String, Value> wanted =
                Map.of("name", text("New"), "organization", Objects.reference("organization", "company:1"));

        // When
        UpdatePlan plan = person(wanted, "{\"name\":\"Old\",\"org_id\":70}", "{\"name\":\"Old\",\"org_id\":70}");

        // Then
        assertThat(plan.patch()).isEqualTo("{\"name\":\"New\"}");
        assertThat(plan.beforeImage()).isEqualTo("{\"name\":\"Old\"}");
        assertThat(Json.parse(plan.written()).path("name").asString()).isEqualTo("New");
        assertThat(plan.conflicts()).isEmpty();
    }

    @Test
    void writesImagesThatCanBeLaidOverEachOther() {
        // Given
        Map<String, Value> wanted = Map.of("field:person:varchar", text("new"));
        String code = Objects.typed("varchar");
        String now = "{\"custom_fields\":{\"%s\":\"old\"}}".formatted(code);

        // When
        UpdatePlan plan = person(wanted, now, now);

        // Then
        assertThat(plan.patch()).isEqualTo("{\"custom_fields\":{\"%s\":\"new\"}}".formatted(code));
        assertThat(plan.beforeImage()).isEqualTo("{\"custom_fields.%s\":\"old\"}".formatted(code));
    }

    @Test
    void keepsAPersonsValueAndReportsIt() {
        // When
        UpdatePlan plan = person(Map.of("name", text("New")), "{\"name\":\"Theirs\"}", "{\"name\":\"Old\"}");

        // Then
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.conflicts()).extracting(Conflict::field).containsExactly("name");
        assertThat(Json.parse(plan.written()).path("name").asString()).isEqualTo("Old");
    }

    @Test
    void saysNothingOfAPersonsValueWhereOurWishIsTheSame() {
        // When
        UpdatePlan plan = person(Map.of("name", text("Old")), "{\"name\":\"Theirs\"}", "{\"name\":\"Old\"}");

        // Then
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.conflicts()).isEmpty();
    }

    @Test
    void fillsWhatIsEmptyInAnAdoptedObject() {
        // Given
        Map<String, Value> wanted = Map.of("name", text("New"), "field:person:varchar", text("4711"));

        // When
        UpdatePlan plan = person(wanted, "{\"name\":\"Theirs\",\"custom_fields\":{}}", null);

        // Then
        assertThat(plan.patch()).isEqualTo("{\"custom_fields\":{\"%s\":\"4711\"}}".formatted(Objects.typed("varchar")));
        assertThat(plan.conflicts()).extracting(Conflict::field).containsExactly("name");
    }

    @Test
    void keepsWhatItWroteOfFieldsTheCommandNoLongerNames() {
        // When
        UpdatePlan plan =
                person(Map.of("name", text("A")), "{\"name\":\"A\",\"org_id\":70}", "{\"name\":\"A\",\"org_id\":70}");

        // Then
        assertThat(Json.parse(plan.written()).path("org_id").asLong()).isEqualTo(70);
    }

    @Test
    void silencesWhoTookConsentBackSinceThePersonWasMade() {
        // Given
        Map<String, Value> wanted = Map.of("marketing_status", text("unsubscribed"));
        String now = "{\"marketing_status\":\"no_consent\"}";

        // When
        UpdatePlan plan = person(wanted, now, "{\"name\":\"Ann\"}");
        UpdatePlan changed = person(wanted, now, "{\"marketing_status\":\"unsubscribed\"}");

        // Then
        assertThat(plan.patch()).isEqualTo("{\"marketing_status\":\"unsubscribed\"}");
        assertThat(plan.beforeImage()).isEqualTo(now);
        assertThat(plan.conflicts()).isEmpty();
        assertThat(changed.isEmpty()).as("a person set it back").isTrue();
    }

    @Test
    void clearsACustomFieldByNull() {
        // Given
        Map<String, Value> wanted = new LinkedHashMap<>();
        wanted.put("field:person:set", texts());
        String code = Objects.typed("set");
        String now = "{\"custom_fields\":{\"%s\":[11]}}".formatted(code);

        // When
        UpdatePlan plan = person(wanted, now, now);

        // Then
        assertThat(plan.patch()).isEqualTo("{\"custom_fields\":{\"%s\":null}}".formatted(code));
    }

    @Test
    void neverSetsATimeOfCreationAgain() {
        // Given
        Map<String, Value> wanted = Map.of("add_time", new Value.Moment(Instant.parse("2020-01-01T00:00:00Z")));

        // When
        UpdatePlan plan = person(wanted, "{\"add_time\":\"2026-01-01T00:00:00Z\"}", "{}");

        // Then
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.conflicts()).isEmpty();
    }

    /** The verification explains it after every update; it is news once. */
    @Test
    void tellsOnceThatAnAdoptedObjectKeepsItsTimeOfCreation() {
        // Given
        Map<String, Value> wanted = Map.of("add_time", new Value.Moment(Instant.parse("2020-01-01T00:00:00Z")));
        String now = "{\"add_time\":\"2026-01-01T00:00:00Z\"}";

        // When
        WireObject wire = ContactColumns.PERSON.write(Objects.object("person", wanted), Objects.schema(), () -> true);
        UpdatePlan adoption = ThreeWay.adopt("person", "5", wire, Json.parse(now), MatchRules.NONE);
        UpdatePlan update = person(wanted, now, adoption.written());

        // Then
        assertThat(adoption.conflicts())
                .extracting(Conflict::field, Conflict::told)
                .containsExactly(tuple("add_time", false));
        assertThat(update.isEmpty()).isTrue();
        assertThat(update.conflicts())
                .extracting(Conflict::field, Conflict::told)
                .containsExactly(tuple("add_time", true));
    }

    /** What a person keeps empty on purpose stays empty in every later export too. */
    @Test
    void keepsToThePoliciesOfARecordThatWasTakenOver() {
        // Given
        Map<String, Value> wanted = Map.of(
                "name", text("Ann"),
                "phones", texts("+15550100"),
                "labels", texts("VIP"),
                "field:person:varchar", text("new"),
                "match", texts("email"),
                "existing", texts("*=fill", "phones=leave", "labels=leave", "name=overwrite"));
        MatchRules rules = MatchRules.of(Objects.object("person", wanted));
        WireObject wire = ContactColumns.PERSON.write(Objects.object("person", wanted), Objects.schema(), () -> true);
        String now = "{\"name\":\"Old\",\"phones\":[],\"label_ids\":[]}";

        // When
        UpdatePlan adoption = ThreeWay.adopt("person", "5", wire, Json.parse(now), rules);
        UpdatePlan later = ThreeWay.update("person", "5", wire, Json.parse(now), adoption.written(), rules);
        UpdatePlan ofOurOwn = ThreeWay.update("person", "5", wire, Json.parse(now), "{}", rules);

        // Then
        assertThat(Json.parse(adoption.patch()).propertyNames()).containsExactlyInAnyOrder("name", "custom_fields");
        assertThat(later.patch()).doesNotContain("phones", "label_ids");
        assertThat(later.conflicts()).extracting(Conflict::field).contains("phones", "labels");
        assertThat(ofOurOwn.patch()).contains("phones", "label_ids");
    }

    /** Else the next export would take them away as ours. */
    @Test
    void doesNotTakeTheItemsOfARecordForOurs() {
        // Given
        Map<String, Value> wanted = Map.of("labels", texts("VIP"), "emails", texts("new@example.org"));
        WireObject wire = ContactColumns.PERSON.write(Objects.object("person", wanted), Objects.schema(), () -> true);
        String labels = wire.body().path("label_ids").toString().replace("]", ",77]");
        String now = "{\"label_ids\":" + labels + ",\"emails\":[{\"value\":\"old@example.org\",\"primary\":true},"
                + "{\"value\":\"new@example.org\"}]}";

        // When
        UpdatePlan adoption = ThreeWay.adopt("person", "5", wire, Json.parse(now), MatchRules.NONE);
        UpdatePlan later =
                person(Map.of("labels", texts("VIP"), "emails", texts("newer@example.org")), now, adoption.written());

        // Then
        assertThat(adoption.patch()).doesNotContain("label_ids", "emails");
        assertThat(later.patch())
                .contains("old@example.org", "newer@example.org")
                .doesNotContain("label_ids");
        assertThat(Json.parse(adoption.written()).path("label_ids")).hasSize(1);
    }

    @Nested
    class Arrays {

        @Test
        void keepsLabelsThatPeopleAdded() {
            // When
            UpdatePlan plan = person(Map.of("labels", texts("VIP")), "{\"label_ids\":[1,9]}", "{\"label_ids\":[1]}");

            // Then
            assertThat(plan.patch()).isEqualTo("{\"label_ids\":[9,2]}");
            assertThat(plan.written()).isEqualTo("{\"label_ids\":[2]}");
        }

        @Test
        void doesNotBringBackALabelThatAPersonTookAway() {
            // When
            UpdatePlan plan =
                    person(Map.of("labels", texts("Customer", "VIP")), "{\"label_ids\":[1]}", "{\"label_ids\":[1,2]}");

            // Then
            assertThat(plan.isEmpty()).isTrue();
        }

        @Test
        void addsAMailAddressAndLeavesThePersonsPrimaryOne() {
            // Given
            String current = """
                    {"emails":[{"value":"a@example.org","primary":false,"label":"work"},
                               {"value":"theirs@example.org","primary":true,"label":"home"}]}""";
            String base = "{\"emails\":[{\"value\":\"a@example.org\",\"primary\":true,\"label\":\"work\"}]}";

            // When
            UpdatePlan plan = person(Map.of("emails", texts("a@example.org", "b@example.org")), current, base);

            // Then
            assertThat(Json.parse(plan.patch())).isEqualTo(Json.parse("""
                    {"emails":[{"value":"a@example.org","primary":false,"label":"work"},
                               {"value":"theirs@example.org","primary":true,"label":"home"},
                               {"value":"b@example.org","primary":false,"label":"work"}]}"""));
        }

        @Test
        void makesOurNewPrimaryOneWhereNobodyChoseAnother() {
            // Given
            String same = "{\"emails\":[{\"value\":\"a@example.org\",\"primary\":true,\"label\":\"work\"}]}";

            // When
            UpdatePlan plan = person(Map.of("emails", texts("b@example.org", "a@example.org")), same, same);

            // Then
            assertThat(Json.parse(plan.patch())).isEqualTo(Json.parse("""
                    {"emails":[{"value":"a@example.org","primary":false,"label":"work"},
                               {"value":"b@example.org","primary":true,"label":"work"}]}"""));
        }

        @Test
        void takesAPhoneWrittenDifferentlyForTheSame() {
            // Given
            String current = "{\"phones\":[{\"value\":\"+372 555-001\",\"primary\":true,\"label\":\"work\"}]}";

            // When
            UpdatePlan plan = person(Map.of("phones", texts("+372555001")), current, null);

            // Then
            assertThat(plan.isEmpty()).isTrue();
        }
    }

    @Nested
    class DealsStatus {

        private final Map<String, Value> won =
                Map.of("status", text("won"), "won_time", new Value.Moment(Instant.parse("2021-01-01T00:00:00Z")));

        @Test
        void sendsTheStatusWithItsTime() {
            // Given
            String now = "{\"status\":\"won\",\"won_time\":\"2020-01-01T00:00:00Z\"}";

            // When
            UpdatePlan plan = deal(won, now, now);

            // Then
            assertThat(Json.parse(plan.patch()))
                    .isEqualTo(Json.parse("{\"status\":\"won\",\"won_time\":\"2021-01-01T00:00:00Z\"}"));
        }

        @Test
        void doesNotCloseADealThatAPersonReopened() {
            // When
            UpdatePlan plan = deal(
                    won,
                    "{\"status\":\"open\",\"won_time\":null}",
                    "{\"status\":\"won\",\"won_time\":\"2020-01-01T00:00:00Z\"}");

            // Then
            assertThat(plan.isEmpty()).isTrue();
            assertThat(plan.conflicts()).extracting(Conflict::field).containsExactly("won_time");
        }

        @Test
        void turnsAWonDealIntoALostOne() {
            // Given
            Map<String, Value> lost = Map.of(
                    "status",
                    text("lost"),
                    "lost_time",
                    new Value.Moment(Instant.parse("2021-02-02T00:00:00Z")),
                    "lost_reason",
                    text("Refunded"),
                    "value",
                    new Value.Money(BigDecimal.TEN, "USD"));
            String now =
                    "{\"status\":\"won\",\"won_time\":\"2021-01-01T00:00:00Z\",\"lost_time\":null,\"lost_reason\":null,"
                            + "\"value\":10,\"currency\":\"USD\"}";

            // When
            UpdatePlan plan = deal(lost, now, now);

            // Then
            assertThat(Json.parse(plan.patch())).isEqualTo(Json.parse("""
                    {"status":"lost","lost_time":"2021-02-02T00:00:00Z","lost_reason":"Refunded"}"""));
        }

        @Test
        void cannotEmptyAnExpectedCloseDate() {
            // Given
            Map<String, Value> wanted = Map.of("expected_close_date", Value.NOTHING);
            String now = "{\"expected_close_date\":\"2021-01-01\"}";

            // When
            UpdatePlan plan = deal(wanted, now, now);

            // Then
            assertThat(plan.isEmpty()).isTrue();
        }
    }
}
