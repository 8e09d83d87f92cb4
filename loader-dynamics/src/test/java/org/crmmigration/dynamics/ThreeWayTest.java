package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.match.MatchRules.Policy;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ThreeWayTest {

    private static WireRow wanted(String lastName, String tags) {
        Map<String, WireValue> values = new LinkedHashMap<>();
        values.put("lastname", new WireValue("last_name", RowCodec.text(lastName), Kind.TEXT, true));
        values.put("kartra_tags", new WireValue("labels", RowCodec.text(tags), Kind.CHOICES, true));
        return new WireRow(RowType.CONTACT, "id", values, null);
    }

    @Test
    void changesOnlyWhatDiffers() {
        // When
        UpdatePlan plan = ThreeWay.update(
                wanted("Roe", "1"),
                Json.parse("{\"lastname\":\"Doe\",\"kartra_tags\":\"1\"}"),
                "{\"lastname\":\"Doe\",\"kartra_tags\":\"1\"}");

        // Then
        assertThat(plan.patch()).isEqualTo("{\"lastname\":\"Roe\"}");
        assertThat(plan.beforeImage()).isEqualTo("{\"lastname\":\"Doe\"}");
        assertThat(plan.conflicts()).isEmpty();
    }

    @Test
    void leavesWhatAPersonChanged() {
        // When
        UpdatePlan plan = ThreeWay.update(
                wanted("Roe", "1"),
                Json.parse("{\"lastname\":\"Poe\",\"kartra_tags\":\"1\"}"),
                "{\"lastname\":\"Doe\",\"kartra_tags\":\"1\"}");

        // Then
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.conflicts()).containsExactly(new Written.Conflict("last_name"));
    }

    @Test
    void keepsOptionsThatPeopleAddedOrRemoved() {
        // When
        UpdatePlan plan = ThreeWay.update(
                wanted("Doe", "1,2,4"),
                Json.parse("{\"lastname\":\"Doe\",\"kartra_tags\":\"1,3,9\"}"),
                "{\"lastname\":\"Doe\",\"kartra_tags\":\"1,2,3\"}");

        // Then
        assertThat(plan.patch()).isEqualTo("{\"kartra_tags\":\"1,4,9\"}");
        assertThat(plan.conflicts()).isEmpty();
    }

    @Test
    void fillsOnlyEmptyColumnsOfARowItDoesNotKnow() {
        // When
        UpdatePlan plan = ThreeWay.update(wanted("Roe", "1"), Json.parse("{\"lastname\":\"Doe\"}"), null);

        // Then
        assertThat(plan.patch()).isEqualTo("{\"kartra_tags\":\"1\"}");
        assertThat(plan.conflicts()).containsExactly(new Written.Conflict("last_name"));
    }

    @Test
    void silencesWhoTookConsentBackSinceTheRowWasMade() {
        // Given
        WireValue no = new WireValue("do_not_bulk_email", RowCodec.text("true"), Kind.FLAG, true);
        WireRow wanted = new WireRow(RowType.CONTACT, "id", Map.of("donotbulkemail", no), null);

        // When
        UpdatePlan plan = ThreeWay.update(wanted, Json.parse("{\"donotbulkemail\":false}"), "{\"lastname\":\"Doe\"}");
        UpdatePlan changed =
                ThreeWay.update(wanted, Json.parse("{\"donotbulkemail\":false}"), "{\"donotbulkemail\":true}");

        // Then
        assertThat(Json.parse(plan.patch()).path("donotbulkemail").asBoolean()).isTrue();
        assertThat(plan.beforeImage()).isEqualTo("{\"donotbulkemail\":false}");
        assertThat(plan.conflicts()).isEmpty();
        assertThat(changed.isEmpty()).as("a person set it back").isTrue();
    }

    @Nested
    class TakingOver {

        private final Map<String, WireValue> values = new LinkedHashMap<>();

        private void wanted(String column, String logical, String value, Kind kind) {
            values.put(column, new WireValue(logical, RowCodec.text(value), kind, true));
        }

        private void atCreation(String column, String logical, String value, Kind kind) {
            values.put(column, new WireValue(logical, RowCodec.text(value), kind, false));
        }

        private UpdatePlan adopt(String row, MatchRules rules) {
            return ThreeWay.adopt(new WireRow(RowType.CONTACT, "id", values, null), Json.parse(row), rules);
        }

        private UpdatePlan later(UpdatePlan adoption, String row, MatchRules rules) {
            return ThreeWay.update(
                    new WireRow(RowType.CONTACT, "id", values, null), Json.parse(row), adoption.written(), rules);
        }

        private static MatchRules rules(Map<String, Policy> policies) {
            return new MatchRules(List.of("email"), policies);
        }

        @Test
        void goesByThePolicyOfEachFieldAlsoInLaterExports() {
            // Given
            wanted("firstname", "first_name", "Ann", Kind.TEXT);
            wanted("lastname", "last_name", "Roe", Kind.TEXT);
            wanted("jobtitle", "job_title", "Coach", Kind.TEXT);
            wanted("kartra_tags", "labels", "1", Kind.CHOICES);
            wanted("kartra_topics", "field:contact:topics", "7", Kind.CHOICES);
            MatchRules rules = rules(Map.of(
                    "first_name", Policy.LEAVE,
                    "last_name", Policy.OVERWRITE,
                    "field:contact:topics", Policy.OVERWRITE));
            String row = "{\"lastname\":\"Doe\",\"kartra_tags\":\"3\",\"kartra_topics\":\"8,9\"}";

            // When
            UpdatePlan adoption = adopt(row, rules);
            UpdatePlan later = later(adoption, row, rules);

            // Then
            assertThat(adoption.patch())
                    .isEqualTo("{\"lastname\":\"Roe\",\"jobtitle\":\"Coach\",\"kartra_tags\":\"1,3\","
                            + "\"kartra_topics\":\"7\"}");
            assertThat(adoption.beforeImage())
                    .isEqualTo(
                            "{\"lastname\":\"Doe\",\"jobtitle\":null,\"kartra_tags\":\"3\",\"kartra_topics\":\"8,9\"}");
            assertThat(adoption.conflicts()).containsExactly(new Written.Conflict("first_name"));
            assertThat(later.patch()).as("what was left empty on purpose").doesNotContain("firstname");
        }

        @Test
        void carriesOurKeyAndKeepsItsDateOfCreation() {
            // Given
            atCreation("kartra_migration_key", "migration_key", "acme:contact:1", Kind.TEXT);
            atCreation("overriddencreatedon", "created_at", "2020-01-02T03:04:05Z", Kind.CREATED);
            String row = "{\"createdon\":\"2024-05-06T07:08:09Z\"}";

            // When
            UpdatePlan adoption = adopt(row, rules(Map.of("*", Policy.LEAVE)));
            UpdatePlan later = later(adoption, row, rules(Map.of("*", Policy.LEAVE)));

            // Then
            assertThat(adoption.patch()).isEqualTo("{\"kartra_migration_key\":\"acme:contact:1\"}");
            assertThat(adoption.conflicts()).containsExactly(new Written.Conflict("created_at"));
            assertThat(later.conflicts())
                    .as("told once")
                    .containsExactly(new Written.Conflict("created_at", null, null, true));
        }

        @Test
        void movesConsentTowardsLessContactAlone() {
            // Given
            wanted("donotbulkemail", "do_not_bulk_email", "true", Kind.FLAG);
            wanted("donotemail", "do_not_email", "false", Kind.FLAG);
            String row = "{\"donotbulkemail\":false,\"donotemail\":true}";

            // When
            UpdatePlan filled = adopt(row, rules(Map.of()));
            UpdatePlan overwritten = adopt(row, rules(Map.of("*", Policy.OVERWRITE)));
            UpdatePlan left = adopt(row, rules(Map.of("*", Policy.LEAVE)));

            // Then
            assertThat(filled.patch()).isEqualTo("{\"donotbulkemail\":\"true\"}");
            assertThat(overwritten.patch()).isEqualTo(filled.patch());
            assertThat(left.isEmpty()).isTrue();
        }

        /** Else the next export would take them away as ours. */
        @Test
        void doesNotTakeTheOptionsOfARowForOurs() {
            // Given
            wanted("kartra_tags", "labels", "3", Kind.CHOICES);

            // When
            UpdatePlan adoption = adopt("{\"kartra_tags\":\"3,4\"}", rules(Map.of()));

            // Then
            assertThat(adoption.isEmpty()).isTrue();
            assertThat(Json.text(Json.parse(adoption.written()), "kartra_tags")).isEqualTo("3");
        }

        /** An amount takes the currency of its row. */
        @Test
        void writesNoAmountIntoARowOfAnotherCurrency() {
            // Given
            wanted("kartra_spent", "field:contact:spent", "97.00", Kind.MONEY);
            atCreation("transactioncurrencyid", "field:contact:spent", "/transactioncurrencies(e)", Kind.LOOKUP);
            MatchRules rules = rules(Map.of("*", Policy.OVERWRITE));

            // When
            UpdatePlan dollars = adopt("{\"_transactioncurrencyid_value\":\"d\"}", rules);
            UpdatePlan none = adopt("{}", rules);
            UpdatePlan euros = adopt("{\"_transactioncurrencyid_value\":\"e\"}", rules);

            // Then
            assertThat(dollars.isEmpty()).isTrue();
            assertThat(dollars.conflicts()).extracting(Written.Conflict::field).containsOnly("field:contact:spent");
            assertThat(none.patch()).contains("kartra_spent", "transactioncurrencyid");
            assertThat(euros.patch()).isEqualTo("{\"kartra_spent\":\"97.00\"}");
        }
    }
}
