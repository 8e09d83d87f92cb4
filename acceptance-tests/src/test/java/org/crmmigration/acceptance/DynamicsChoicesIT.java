package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the choices of the Dynamics mapping make of six contacts, seen in the rows of the sandbox. */
class DynamicsChoicesIT {

    private static final String CONTACTS = """
            ID,Email,First Name,Last Name,Company,Address,City,Zip,Country,Date Joined,Tags,Lists,GDPR Status,Status,VIP
            1,ann@acme.example.org,Ann,Lee,Acme Ltd,,,,,2021-03-04 12:00:00,gold;early,News,Accepted,Active,Yes
            2,bob@acme.example.org,Bob,Ray,ACME Ltd.,,,,,2021-03-05 12:00:00,gold,News,Accepted,Spam complaint,No
            3,cat@other.example.org,Cat,Fox,Other GmbH,,,,,2021-03-06 12:00:00,,,Accepted,Active,
            4,dora@mail.example.org,Dora,Hill,,1 Oak Street,Springfield,11111,United States,2021-03-07 12:00:00,,,Accepted,Active,Yes
            5,eli@mail.example.org,Eli,Hill,,1 Oak Street,Springfield,11111,United States,2021-03-08 12:00:00,,,Accepted,Active,No
            6,finn@mail.example.org,Finn,Solo,,,,,,2021-03-09 12:00:00,early,,Accepted,Active,No
            """;
    private static final String SALES = """
            ID,Transaction_Type,Date,Product,Price_point,Quantity,Buyer_Name,Buyer_Email,Amount (%1$s),Revenue (%1$s),Processor,subscription_id,lead_id,Trial
            %2$s,Sale,2022-02-02 12:00:00,Course,1,1,X,%3$s,%4$s,%4$s,Stripe,N/A,%5$s,No
            """;
    private static final String SUBSCRIPTIONS = """
            Subscription ID,Lead ID,Email,Product,Price point,Status,Start date,End date,Next payment date,Next payment amount (USD),Recurring period,Installments left
            501,1,ann@acme.example.org,Studio,1,Active,2023-02-04 12:00:00,0000-00-00 00:00:00,2030-07-01 00:00:00,39.00,monthly,Until cancelled
            502,6,finn@mail.example.org,Studio,1,Cancelled,2023-02-05 12:00:00,2023-06-05 12:00:00,0000-00-00 00:00:00,,monthly,
            """;
    private static final String FIELDS = """
            field_id,field_identifier,label,field_type,options
            11,VIP,VIP,radio_button,Yes|No
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private JsonNode run(String choices, String out) throws IOException {
        Path export = Files.createDirectories(directory.resolve("export"));
        Files.writeString(export.resolve("contacts_kartra_01-02-2026_697f1e00a1b2c.csv"), CONTACTS);
        Files.writeString(
                export.resolve("transactions_us.csv"),
                SALES.formatted("USD", "9001", "ann@acme.example.org", "100.00", "1"));
        Files.writeString(
                export.resolve("transactions_eu.csv"),
                SALES.formatted("EUR", "9002", "finn@mail.example.org", "50.00", "6"));
        Files.writeString(export.resolve("subscriptions.csv"), SUBSCRIPTIONS);
        Files.writeString(export.resolve("custom_fields.csv"), FIELDS);
        Path mapping = Files.writeString(directory.resolve("mapping.yaml"), "choices: {" + choices + "}\n");
        MigrateProcess process = MigrateProcess.start(
                directory,
                "run",
                "--export",
                export.toString(),
                "--to",
                "dynamics",
                "--mapping",
                mapping.toString(),
                "--state",
                directory.resolve("state").toString(),
                "--out",
                directory.resolve(out).toString(),
                "--yes");
        assertThat(process.await()).as(process.output()).isZero();
        JsonNode report = json(out + "/report.json");
        assertThat(report.at("/ledger/balanced").asBoolean(false)).isTrue();
        assertThat(report.at("/verification/different").asInt(-1)).isZero();
        return json(out + "/crm.json").path("content");
    }

    private JsonNode json(String file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(directory.resolve(file)));
    }

    private static Map<String, JsonNode> by(JsonNode rows, String column) {
        Map<String, JsonNode> found = new TreeMap<>();
        rows.forEach(row -> found.put(row.path(column).asString(""), row));
        return found;
    }

    /** First names of contacts by the name of the account they belong to. */
    private static Map<String, List<String>> people(JsonNode crm) {
        Map<String, JsonNode> accounts = by(crm.path("account"), "accountid");
        Map<String, List<String>> people = new TreeMap<>();
        crm.path("contact")
                .valueStream()
                .sorted((a, b) -> text(a, "firstname").compareTo(text(b, "firstname")))
                .forEach(contact -> people.computeIfAbsent(
                                text(accounts.getOrDefault(text(contact, "_parentcustomerid_value"), contact), "name"),
                                _ -> new java.util.ArrayList<>())
                        .add(text(contact, "firstname")));
        return people;
    }

    private static JsonNode row(Map<String, JsonNode> rows, String key) {
        return Objects.requireNonNull(rows.get(key), key);
    }

    private static String text(JsonNode row, String column) {
        return row.path(column).asString("");
    }

    @Test
    void landsHouseholdsTagsConsentAndCurrenciesAsRows() throws IOException {
        // When
        JsonNode crm = run("contacts_without_company: household", "first");

        // Then
        assertThat(people(crm).values())
                .containsExactlyInAnyOrder(
                        List.of("Ann", "Bob"), List.of("Cat"), List.of("Dora", "Eli"), List.of("Finn"));
        assertThat(people(crm)).containsEntry("Hill household", List.of("Dora", "Eli"));
        assertThat(people(crm)).containsEntry("Finn Solo", List.of("Finn"));
        Map<String, JsonNode> contacts = by(crm.path("contact"), "firstname");
        consent(contacts);
        createdOn(contacts);
        assertThat(tags(json("first/crm.json"), contacts))
                .isEqualTo(
                        Map.of("Ann", "early,gold", "Bob", "gold", "Cat", "", "Dora", "", "Eli", "", "Finn", "early"));
        assertThat(row(contacts, "Ann").path("kartra_custom_vip").asBoolean(false))
                .isTrue();
        assertThat(row(contacts, "Bob").path("kartra_custom_vip").isBoolean()).isTrue();
        assertThat(row(contacts, "Bob").path("kartra_custom_vip").asBoolean(true))
                .isFalse();
        assertThat(row(contacts, "Cat").path("kartra_custom_vip").isMissingNode())
                .isTrue();
        currencies(crm);
    }

    /** Only ever towards less contact. */
    private static void consent(Map<String, JsonNode> contacts) {
        contacts.forEach(
                (name, contact) -> assertThat(contact.path("donotbulkemail").asBoolean(false))
                        .as(name)
                        .isEqualTo(name.equals("Bob")));
        assertThat(contacts.values())
                .noneMatch(contact -> contact.path("donotbulkemail").isBoolean()
                        && !contact.path("donotbulkemail").asBoolean(true));
    }

    private static void createdOn(Map<String, JsonNode> contacts) {
        int day = 4;
        for (String name : List.of("Ann", "Bob", "Cat", "Dora", "Eli", "Finn")) {
            assertThat(text(row(contacts, name), "createdon")).startsWith("2021-03-0" + day++);
            assertThat(text(row(contacts, name), "overriddencreatedon")).isGreaterThan("2025");
        }
    }

    private static Map<String, String> tags(JsonNode crm, Map<String, JsonNode> contacts) {
        Map<String, String> labels = new TreeMap<>();
        crm.findParents("Options").stream()
                .filter(choice -> text(choice, "Name").equals("contact_kartra_tags"))
                .flatMap(choice -> choice.path("Options").valueStream())
                .forEach(option -> labels.put(
                        text(option, "Value"),
                        option.at("/Label/UserLocalizedLabel/Label").asString("")));
        return contacts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        contact -> Arrays.stream(
                                        text(contact.getValue(), "kartra_tags").split(",", -1))
                                .filter(value -> !value.isEmpty())
                                .map(value -> labels.getOrDefault(value, "?"))
                                .collect(Collectors.toCollection(TreeSet::new))
                                .stream()
                                .collect(Collectors.joining(","))));
    }

    /** Every opportunity stands in its own currency, with the price list of that currency, and its line with it. */
    private static void currencies(JsonNode crm) {
        Map<String, JsonNode> currencies = by(crm.path("transactioncurrency"), "transactioncurrencyid");
        Map<String, JsonNode> lists = by(crm.path("pricelevel"), "pricelevelid");
        Map<String, String> worth = new TreeMap<>();
        crm.path("opportunity").forEach(opportunity -> {
            if (opportunity.has("_pricelevelid_value")) {
                JsonNode list = row(lists, text(opportunity, "_pricelevelid_value"));
                assertThat(text(list, "_transactioncurrencyid_value"))
                        .isEqualTo(text(opportunity, "_transactioncurrencyid_value"));
                worth.put(
                        text(opportunity, "kartra_kartra_id"),
                        opportunity
                                        .path("estimatedvalue")
                                        .decimalValue()
                                        .stripTrailingZeros()
                                        .toPlainString() + " "
                                + text(
                                        row(currencies, text(opportunity, "_transactioncurrencyid_value")),
                                        "isocurrencycode")
                                + " " + text(list, "name"));
            }
        });
        assertThat(worth).isEqualTo(Map.of("9001", "100 USD Kartra history USD", "9002", "50 EUR Kartra history EUR"));
        assertThat(crm.path("opportunityproduct")).hasSize(2);
    }

    @Test
    void landsSinglePersonAccountsTagRowsAndSubscriptionRows() throws IOException {
        // When
        JsonNode crm = run(
                "contacts_without_company: single_person, tags: custom_table, subscriptions: custom_table,"
                        + " orders: custom_table",
                "tables");

        // Then
        assertThat(people(crm))
                .containsEntry("Dora Hill", List.of("Dora"))
                .containsEntry("Eli Hill", List.of("Eli"))
                .containsEntry("Finn Solo", List.of("Finn"))
                .hasSize(5);
        assertThat(by(crm.path("kartra_tag"), "kartra_name").keySet()).containsExactlyInAnyOrder("gold", "early");
        assertThat(crm.path("kartra_contact_tag")).hasSize(4);
        Map<String, JsonNode> contacts = by(crm.path("contact"), "contactid");
        assertThat(crm.path("kartra_subscription")
                        .valueStream()
                        .map(row -> text(row, "kartra_kartra_id") + " "
                                + text(contacts.getOrDefault(text(row, "_kartra_contactid_value"), row), "firstname")))
                .containsExactlyInAnyOrder("501 Ann", "502 Finn");
        assertThat(crm.path("kartra_order")).hasSize(2);
        assertThat(crm.path("opportunity")).isEmpty();
    }
}
