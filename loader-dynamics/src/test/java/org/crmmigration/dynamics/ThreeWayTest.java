package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
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
}
