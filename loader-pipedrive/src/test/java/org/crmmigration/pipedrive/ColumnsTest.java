package org.crmmigration.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ColumnsTest {

    private static JsonNode body(Columns columns, String type, Map<String, Value> fields) {
        return Json.parse(Json.text(wire(columns, type, fields).body()));
    }

    private static WireObject wire(Columns columns, String type, Map<String, Value> fields) {
        return columns.write(Objects.object(type, fields), Objects.schema(), () -> true);
    }

    private static CrmFault.Rejected refusal(Columns columns, String type, Map<String, Value> fields) {
        CrmFault.Rejected refusal = catchThrowableOfType(CrmFault.Rejected.class, () -> wire(columns, type, fields));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    @Nested
    class People {

        @Test
        void writesAPersonAsPipedriveTakesIt() {
            // Given
            Map<String, Value> fields = Map.of(
                    "name",
                    text("Jane Doe"),
                    "emails",
                    new Value.Texts(List.of("jane@example.org", "jd@example.org")),
                    "organization",
                    Objects.reference("organization", "company:1"),
                    "owner",
                    text("Owner@Example.org"),
                    "labels",
                    new Value.Texts(List.of("vip", "Fresh")),
                    "add_time",
                    new Value.Moment(Instant.parse("2020-01-02T03:04:05.999Z")));

            // When
            JsonNode body = body(ContactColumns.PERSON, "person", fields);

            // Then
            assertThat(body).isEqualTo(Json.parse("""
                    {"name":"Jane Doe","org_id":70,"owner_id":7,"add_time":"2020-01-02T03:04:05Z",
                     "emails":[{"value":"jane@example.org","primary":true,"label":"work"},
                               {"value":"jd@example.org","primary":false,"label":"work"}],
                     "label_ids":[2,"Fresh"],
                     "custom_fields":{"%s":"acme:person:x:1"}}""".formatted(Objects.KEY_CODE)));
        }

        @Test
        void leavesAnUnknownOwnerOutAndSaysSo() {
            // Given
            Map<String, Value> fields = Map.of("name", text("Jane Doe"), "owner", text("gone@example.org"));

            // When
            WireObject wire = wire(ContactColumns.PERSON, "person", fields);

            // Then
            assertThat(wire.body().has("owner_id")).isFalse();
            assertThat(wire.attributes()).containsEntry("ownerUnmatched", "1");
            assertThat(wire.skipped()).containsKey("owner");
        }

        @Test
        void leavesTheMarketingStatusOutWithoutCampaigns() {
            // Given
            Map<String, Value> fields = Map.of("name", text("Jane Doe"), "marketing_status", text("unsubscribed"));

            // When
            WireObject wire =
                    ContactColumns.PERSON.write(Objects.object("person", fields), Objects.schema(), () -> false);

            // Then
            assertThat(wire.body().has("marketing_status")).isFalse();
            assertThat(wire.skipped()).containsKey("marketing_status");
        }

        @ParameterizedTest
        @MethodSource("values")
        void writesCustomFieldsByTheirType(String type, Value value, String expected) {
            // Given
            Map<String, Value> fields = Map.of("field:person:" + type, value);

            // When
            JsonNode body = body(ContactColumns.PERSON, "person", fields);

            // Then
            assertThat(body.path("custom_fields").path(Objects.typed(type))).isEqualTo(Json.parse(expected));
        }

        static Stream<Arguments> values() {
            return Stream.of(
                    Arguments.of("varchar", text("abc"), "\"abc\""),
                    Arguments.of("varchar", new Value.Flag(true), "\"yes\""),
                    Arguments.of("text", new Value.Texts(List.of("a", "b")), "\"a, b\""),
                    Arguments.of("double", new Value.Whole(500), "500"),
                    Arguments.of("double", new Value.Decimal(new BigDecimal("12.50")), "12.5"),
                    Arguments.of("double", text("7"), "7"),
                    Arguments.of(
                            "monetary",
                            new Value.Money(new BigDecimal("1E+3"), "USD"),
                            "{\"value\":1000,\"currency\":\"USD\"}"),
                    Arguments.of("date", new Value.Day(LocalDate.parse("2024-01-01")), "\"2024-01-01\""),
                    Arguments.of("date", new Value.Moment(Instant.parse("2024-01-01T23:59:59Z")), "\"2024-01-01\""),
                    Arguments.of("time", text("09:00"), "{\"value\":\"09:00:00\",\"timezone_name\":\"UTC\"}"),
                    Arguments.of("enum", text("GOLD"), "11"),
                    Arguments.of("enum", text("Bronze"), "\"Bronze\""),
                    Arguments.of("set", new Value.Texts(List.of("Silver", "Gold", "Silver")), "[12,11]"),
                    Arguments.of("address", text("1 Main St"), "{\"value\":\"1 Main St\"}"),
                    Arguments.of("phone", text("+372555"), "\"+372555\""));
        }

        @ParameterizedTest
        @MethodSource("misfits")
        void refusesWhatDoesNotFitTheFieldsType(String type, Value value) {
            // Given
            Map<String, Value> fields = Map.of("field:person:" + type, value);

            // When
            CrmFault.Rejected refusal = refusal(ContactColumns.PERSON, "person", fields);

            // Then
            assertThat(refusal.detail().field()).isEqualTo("field:person:" + type);
            assertThat(refusal.detail().httpStatus()).isNull();
        }

        static Stream<Arguments> misfits() {
            return Stream.of(
                    Arguments.of("varchar", text("x".repeat(256))),
                    Arguments.of("text", text("x".repeat(65_001))),
                    Arguments.of("double", text("many")),
                    Arguments.of("double", new Value.Whole(100_000_000_000_000L)),
                    Arguments.of("monetary", new Value.Whole(5)),
                    Arguments.of("date", text("yesterday")),
                    Arguments.of("time", text("9 o'clock")));
        }

        @Test
        void clearsByNullAndCreatesWithoutIt() {
            // Given
            Map<String, Value> fields = Map.of("field:person:set", new Value.Texts(List.of()));

            // When
            WireObject wire = wire(ContactColumns.PERSON, "person", fields);

            // Then
            assertThat(Wire.at(wire.written(Json.object(), Json.object()), Wire.custom(Objects.typed("set")))
                            .isNull())
                    .isTrue();
            assertThat(wire.body().path("custom_fields").has(Objects.typed("set")))
                    .isFalse();
        }

        @Test
        void refusesAFieldItDoesNotKnow() {
            // When
            CrmFault.Rejected refusal = refusal(ContactColumns.PERSON, "person", Map.of("nickname", text("J")));

            // Then
            assertThat(refusal.detail().field()).isEqualTo("nickname");
        }
    }

    @Nested
    class Organizations {

        @Test
        void writesOneAddressOfItsParts() {
            // Given
            Map<String, Value> fields = Map.of(
                    "name", text("Acme"),
                    "address.street", text("Main St 1"),
                    "address.city", text("Springfield"),
                    "address.postal_code", text("12345"));

            // When
            JsonNode body = body(ContactColumns.ORGANIZATION, "organization", fields);

            // Then
            assertThat(body.path("address")).isEqualTo(Json.parse("""
                    {"value":"Main St 1, 12345, Springfield","route":"Main St 1","locality":"Springfield",
                     "postal_code":"12345"}"""));
        }

        @Test
        void leavesTheWebsiteOutWhereTheAccountHasNone() {
            // Given
            Map<String, Value> fields = Map.of("name", text("Acme"), "website", text("https://acme.example.org"));

            // When
            WireObject wire = wire(ContactColumns.ORGANIZATION, "organization", fields);

            // Then
            assertThat(wire.body().has("website")).isFalse();
            assertThat(wire.attributes()).containsEntry("skipped", "website");
        }
    }

    @Nested
    class Deals {

        @Test
        void writesADealWithItsTimes() {
            // Given
            Map<String, Value> fields = Map.of(
                    "title", text("Course #1"),
                    "value", new Value.Money(new BigDecimal("97.00"), "USD"),
                    "status", text("lost"),
                    "lost_time", new Value.Moment(Instant.parse("2021-05-06T07:08:09Z")),
                    "lost_reason", text("Refunded"),
                    "person", Objects.reference("person", "contact:1"),
                    "pipeline", Objects.reference("pipeline", "pipeline:1"),
                    "stage", Objects.reference("stage", "pipeline:1#1"),
                    "expected_close_date", new Value.Day(LocalDate.parse("2021-05-06")));

            // When
            JsonNode body = body(DealColumns.DEAL, "deal", fields);

            // Then
            assertThat(body).isEqualTo(Json.parse("""
                    {"title":"Course #1","value":97,"currency":"USD","status":"lost",
                     "lost_time":"2021-05-06T07:08:09Z","lost_reason":"Refunded","person_id":80,"pipeline_id":3,
                     "stage_id":31,"expected_close_date":"2021-05-06",
                     "custom_fields":{"%s":"acme:deal:x:1"}}""".formatted(Objects.KEY_CODE)));
        }

        @Test
        void refusesATimeThatDoesNotGoWithTheStatus() {
            // Given
            Map<String, Value> fields = Map.of(
                    "title", text("Course #1"),
                    "status", text("open"),
                    "won_time", new Value.Moment(Instant.parse("2021-05-06T07:08:09Z")));

            // When
            CrmFault.Rejected refusal = refusal(DealColumns.DEAL, "deal", fields);

            // Then
            assertThat(refusal.detail().field()).isEqualTo("won_time");
        }
    }

    @Nested
    class ActivitiesAndNotes {

        @Test
        void linksAPersonByTakingPart() {
            // Given
            Map<String, Value> fields = Map.of(
                    "subject", text("Call"),
                    "type", text("Meeting"),
                    "due_time", text("14:30"),
                    "done", new Value.Flag(true),
                    "person", Objects.reference("person", "contact:1"),
                    "note", text("<p>Hello</p>"));

            // When
            JsonNode body = body(ActivityColumns.ACTIVITY, "activity", fields);

            // Then
            assertThat(body).isEqualTo(Json.parse("""
                    {"subject":"Call","type":"meeting","due_time":"14:30","done":true,
                     "participants":[{"person_id":80,"primary":true}],
                     "note":"<p>Hello</p><br>Migration key: acme:activity:x:1"}"""));
        }

        @Test
        void writesANotesTimeAsVersionOneDoes() {
            // Given
            Map<String, Value> fields = Map.of(
                    "content", text("Hello"),
                    "person", Objects.reference("person", "contact:1"),
                    "add_time", new Value.Moment(Instant.parse("2020-02-03T04:05:06.700Z")));

            // When
            JsonNode body = body(ActivityColumns.NOTE, "note", fields);

            // Then
            assertThat(body).isEqualTo(Json.parse("""
                    {"content":"Hello<br>Migration key: acme:note:x:1","person_id":80,
                     "add_time":"2020-02-03 04:05:06"}"""));
        }

        @Test
        void refusesAnActivityTypeTheAccountLacks() {
            // When
            CrmFault.Rejected refusal = refusal(ActivityColumns.ACTIVITY, "activity", Map.of("type", text("seance")));

            // Then
            assertThat(refusal.detail().field()).isEqualTo("type");
        }
    }
}
