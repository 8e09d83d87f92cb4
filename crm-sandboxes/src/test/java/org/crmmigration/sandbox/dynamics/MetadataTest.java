package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class MetadataTest {

    private static final String CONTACT = "/EntityDefinitions(LogicalName='contact')";
    private static final String CRM = "Microsoft.Dynamics.CRM.";

    private Fixture crm;

    @BeforeEach
    void open() throws Exception {
        crm = Fixture.open();
    }

    @AfterEach
    void close() {
        crm.close();
    }

    private static String table(String name) {
        return "{\"SchemaName\":\"" + name + "\"," + Fixture.label("Tag") + ",\"HasNotes\":true,\"OwnershipType\":"
                + "\"UserOwned\",\"Attributes\":[{\"@odata.type\":\"" + CRM
                + "StringAttributeMetadata\",\"SchemaName\":\"kartra_Name\",\"IsPrimaryName\":true,\"MaxLength\":200}]}";
    }

    private static String choice(String type, String name) {
        return "{\"@odata.type\":\"" + CRM + type + "AttributeMetadata\",\"SchemaName\":\"" + name
                + "\",\"OptionSet\":{\"IsGlobal\":false,\"Options\":["
                + "{\"Value\":727000000,\"Label\":{\"LocalizedLabels\":[{\"Label\":\"Bronze\",\"LanguageCode\":1033}]}},"
                + "{\"Value\":727000001,\"Label\":{\"LocalizedLabels\":[{\"Label\":\"Gold\",\"LanguageCode\":1033}]}}]}}";
    }

    @Test
    void createsATextColumnThatWorksAtOnce() throws Exception {
        // When
        Answer created = crm.textColumn("contact", "kartra_Note", 5);
        Answer fits = crm.post("/contacts", "{\"kartra_note\":\"12345\"}");
        Answer tooLong = crm.post("/contacts", "{\"kartra_note\":\"123456\"}");

        // Then
        assertThat(created.status()).isEqualTo(204);
        assertThat(created.header("OData-EntityId")).contains("/Attributes(");
        assertThat(fits.status()).isEqualTo(204);
        assertThat(tooLong.code()).isEqualTo("0x80044331");
        JsonNode column = crm.get(CONTACT + "/Attributes(LogicalName='kartra_note')?$select=LogicalName,AttributeType")
                .json();
        assertThat(column.path("AttributeType").asString()).isEqualTo("String");
    }

    @Test
    void refusesAColumnThatExistsOrHasNoPrefix() throws Exception {
        // Given
        crm.textColumn("contact", "kartra_note", 5);

        // When
        Answer again = crm.textColumn("contact", "kartra_Note", 5);
        Answer bare = crm.textColumn("contact", "note", 5);
        Answer tooLong = crm.textColumn("contact", "kartra_long", 4001);
        Answer missing = crm.get(CONTACT + "/Attributes(LogicalName='kartra_other')");

        // Then
        assertThat(again.code()).isEqualTo("0x80047013");
        assertThat(bare.status()).isEqualTo(400);
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(missing.status()).isEqualTo(404);
    }

    @Test
    void createsChoicesAndAddsOptions() throws Exception {
        // Given
        crm.post(CONTACT + "/Attributes", choice("Picklist", "kartra_Level"));
        crm.post(CONTACT + "/Attributes", choice("MultiSelectPicklist", "kartra_Tags"));

        // When
        Answer inserted = crm.post(
                "/InsertOptionValue",
                "{\"EntityLogicalName\":\"contact\",\"AttributeLogicalName\":\"kartra_tags\",\"Value\":727000002,"
                        + "\"Label\":{\"LocalizedLabels\":[{\"Label\":\"Silver\",\"LanguageCode\":1033}]}}");
        Answer clash = crm.post(
                "/InsertOptionValue",
                "{\"EntityLogicalName\":\"contact\",\"AttributeLogicalName\":\"kartra_tags\",\"Value\":727000002,"
                        + "\"Label\":{\"LocalizedLabels\":[{\"Label\":\"Silver\",\"LanguageCode\":1033}]}}");
        Answer row = crm.post("/contacts", "{\"kartra_tags\":\"727000002,727000000\",\"kartra_level\":727000001}");
        Answer unknown = crm.post("/contacts", "{\"kartra_tags\":\"727000009\"}");

        // Then
        assertThat(inserted.json().path("NewOptionValue").asInt()).isEqualTo(727000002);
        assertThat(clash.code()).isEqualTo("0x80044310");
        assertThat(row.status()).isEqualTo(204);
        assertThat(unknown.code()).isEqualTo("0x8004431a");
        JsonNode shown = crm.get("/contacts(" + row.id() + ")", "Prefer", "odata.include-annotations=\"*\"")
                .json();
        assertThat(shown.path("kartra_tags@OData.Community.Display.V1.FormattedValue")
                        .asString())
                .isEqualTo("Silver; Bronze");
        JsonNode options = crm.get(CONTACT + "/Attributes/" + CRM
                        + "MultiSelectPicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)")
                .rows();
        assertThat(options.path(0).path("OptionSet").path("Options")).hasSize(3);
    }

    @Test
    void refusesMoreThan150Selections() throws Exception {
        // Given
        StringBuilder options = new StringBuilder();
        StringBuilder chosen = new StringBuilder();
        for (int i = 0; i < 151; i++) {
            options.append(i == 0 ? "" : ",")
                    .append("{\"Value\":")
                    .append(i + 1)
                    .append("}");
            chosen.append(i == 0 ? "" : ",").append(i + 1);
        }
        crm.post(
                CONTACT + "/Attributes",
                "{\"@odata.type\":\"" + CRM
                        + "MultiSelectPicklistAttributeMetadata\",\"SchemaName\":\"kartra_many\",\"OptionSet\":{\"Options\":["
                        + options + "]}}");

        // When
        Answer answer = crm.post("/contacts", "{\"kartra_many\":\"" + chosen + "\"}");

        // Then
        assertThat(answer.code()).isEqualTo("0x80050222");
    }

    @Test
    void sharesGlobalChoices() throws Exception {
        // Given
        crm.post(
                "/GlobalOptionSetDefinitions",
                "{\"Name\":\"kartra_color\",\"IsGlobal\":true,\"OptionSetType\":\"Picklist\",\"Options\":[{\"Value\":1}]}");

        // When
        Answer column = crm.post(
                CONTACT + "/Attributes",
                "{\"@odata.type\":\"" + CRM + "PicklistAttributeMetadata\",\"SchemaName\":\"kartra_paint\","
                        + "\"GlobalOptionSet@odata.bind\":\"/GlobalOptionSetDefinitions(Name='kartra_color')\"}");
        Answer again = crm.post("/GlobalOptionSetDefinitions", "{\"Name\":\"kartra_color\",\"Options\":[]}");

        // Then
        assertThat(column.status()).isEqualTo(204);
        assertThat(again.code()).isEqualTo("0x80044345");
        assertThat(crm.post("/contacts", "{\"kartra_paint\":1}").status()).isEqualTo(204);
    }

    @Test
    void buildsAKeyWhileItIsLookedAt() throws Exception {
        // Given
        crm.textColumn("contact", "kartra_id", 100);
        Answer key = crm.post(CONTACT + "/Keys", "{\"SchemaName\":\"kartra_IdKey\",\"KeyAttributes\":[\"kartra_id\"]}");

        // When
        Answer early = crm.patch("/contacts(kartra_id='K-1')", "{}");
        String first = keyStatus();
        String second = keyStatus();
        Answer late = crm.patch("/contacts(kartra_id='K-1')", "{}");

        // Then
        assertThat(key.status()).isEqualTo(204);
        assertThat(early.status()).isEqualTo(400);
        assertThat(first).isEqualTo("InProgress");
        assertThat(second).isEqualTo("Active");
        assertThat(late.status()).isEqualTo(204);
    }

    private String keyStatus() throws Exception {
        return crm.get(CONTACT + "/Keys?$select=SchemaName,KeyAttributes,EntityKeyIndexStatus")
                .rows()
                .path(0)
                .path("EntityKeyIndexStatus")
                .asString();
    }

    @Test
    void failsAKeyOverDuplicatesUntilTheyAreGone() throws Exception {
        // Given
        crm.textColumn("contact", "kartra_id", 100);
        crm.create("contacts", "{\"kartra_id\":\"K-1\"}");
        String twin = crm.create("contacts", "{\"kartra_id\":\"k-1\"}");
        crm.post(CONTACT + "/Keys", "{\"SchemaName\":\"kartra_IdKey\",\"KeyAttributes\":[\"kartra_id\"]}");
        keyStatus();
        String failed = keyStatus();
        String reactivate = "{\"EntityLogicalName\":\"contact\",\"EntityKeyLogicalName\":\"kartra_idkey\"}";

        // When
        crm.delete("/contacts(" + twin + ")");
        Answer reactivated = crm.post("/ReactivateEntityKey", reactivate);
        keyStatus();
        String active = keyStatus();
        Answer notFailed = crm.post("/ReactivateEntityKey", reactivate);

        // Then
        assertThat(failed).isEqualTo("Failed");
        assertThat(reactivated.status()).isEqualTo(204);
        assertThat(active).isEqualTo("Active");
        assertThat(notFailed.code()).isEqualTo("0x80060897");
    }

    @Test
    void refusesKeysThatAreTooWideOrThere() throws Exception {
        // Given
        crm.keyOn("contact");
        crm.textColumn("contact", "kartra_wide", 451);

        // When
        Answer wide =
                crm.post(CONTACT + "/Keys", "{\"SchemaName\":\"kartra_WideKey\",\"KeyAttributes\":[\"kartra_wide\"]}");
        Answer name =
                crm.post(CONTACT + "/Keys", "{\"SchemaName\":\"kartra_IdKey\",\"KeyAttributes\":[\"kartra_wide\"]}");
        Answer columns =
                crm.post(CONTACT + "/Keys", "{\"SchemaName\":\"kartra_Other\",\"KeyAttributes\":[\"kartra_id\"]}");
        Answer memo =
                crm.post(CONTACT + "/Keys", "{\"SchemaName\":\"kartra_Memo\",\"KeyAttributes\":[\"description\"]}");

        // Then
        assertThat(wide.code()).isEqualTo("0x80060895");
        assertThat(name.code()).isEqualTo("0x80060893");
        assertThat(columns.code()).isEqualTo("0x80060894");
        assertThat(memo.status()).isEqualTo(400);
    }

    @Test
    void createsATableWithNotesLookupsAndPairs() throws Exception {
        // Given
        Answer table = crm.post("/EntityDefinitions", table("kartra_Tag"));
        String contact = crm.contact("Lee");

        // When
        Answer lookup = crm.post(
                "/RelationshipDefinitions",
                "{\"@odata.type\":\"" + CRM
                        + "OneToManyRelationshipMetadata\",\"SchemaName\":\"kartra_contact_tag\",\"ReferencedEntity\":\"contact\","
                        + "\"ReferencingEntity\":\"kartra_tag\",\"CascadeConfiguration\":{\"Delete\":\"Cascade\"},"
                        + "\"Lookup\":{\"SchemaName\":\"kartra_ContactId\"}}");
        Answer pairs = crm.post(
                "/RelationshipDefinitions",
                "{\"@odata.type\":\"" + CRM
                        + "ManyToManyRelationshipMetadata\",\"SchemaName\":\"kartra_contacts_tags\",\"IntersectEntityName\":"
                        + "\"kartra_contacts_tags\",\"Entity1LogicalName\":\"contact\",\"Entity2LogicalName\":\"kartra_tag\","
                        + "\"Entity1NavigationPropertyName\":\"kartra_tags\",\"Entity2NavigationPropertyName\":\"kartra_contacts\"}");
        String tag = crm.create(
                "kartra_tags",
                "{\"kartra_name\":\"Gold\",\"kartra_ContactId@odata.bind\":\"/contacts(" + contact + ")\"}");
        Answer wrongCase = crm.post("/kartra_tags", "{\"kartra_contactid@odata.bind\":\"/contacts(" + contact + ")\"}");
        Answer note = crm.post(
                "/annotations",
                "{\"notetext\":\"Hi\",\"objectid_kartra_tag@odata.bind\":\"/kartra_tags(" + tag + ")\"}");
        String ref = "{\"@odata.id\":\"" + crm.sandbox.serviceRoot() + "/kartra_tags(" + tag + ")\"}";
        Answer paired = crm.post("/contacts(" + contact + ")/kartra_tags/$ref", ref);
        Answer pairedAgain = crm.post("/contacts(" + contact + ")/kartra_tags/$ref", ref);

        // Then
        assertThat(table.status()).isEqualTo(204);
        assertThat(lookup.status()).isEqualTo(204);
        assertThat(pairs.status()).isEqualTo(204);
        assertThat(wrongCase.status()).isEqualTo(400);
        assertThat(note.status()).isEqualTo(204);
        assertThat(paired.status()).isEqualTo(204);
        assertThat(pairedAgain.status()).isEqualTo(412);
        assertThat(pairedAgain.code()).isEqualTo("0x80040237");
        assertThat(crm.get("/kartra_tags(" + tag + ")/kartra_contacts?$select=lastname")
                        .rows())
                .hasSize(1);
        assertThat(crm.delete("/contacts(" + contact + ")/kartra_tags(" + tag + ")/$ref")
                        .status())
                .isEqualTo(204);
        assertThat(crm.get("/contacts(" + contact + ")?$expand=kartra_tags")
                        .json()
                        .path("kartra_tags"))
                .isEmpty();
        crm.delete("/contacts(" + contact + ")");
        assertThat(crm.get("/kartra_tags(" + tag + ")").status()).isEqualTo(404);
    }

    @Test
    void deletesColumnsWithTheirValues() throws Exception {
        // Given
        crm.textColumn("contact", "kartra_note", 50);
        String id = crm.create("contacts", "{\"kartra_note\":\"old\"}");

        // When
        Answer deleted = crm.delete(CONTACT + "/Attributes(LogicalName='kartra_note')");
        crm.textColumn("contact", "kartra_note", 50);

        // Then
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(crm.get("/contacts(" + id + ")").json().path("kartra_note").isNull())
                .isTrue();
    }

    @Test
    void knowsSolutionsAndPublishers() throws Exception {
        // Given
        String publisher = crm.create(
                "publishers",
                "{\"uniquename\":\"kartra\",\"friendlyname\":\"Kartra\",\"customizationprefix\":\"kartra\","
                        + "\"customizationoptionvalueprefix\":72700}");
        String solution = "{\"uniquename\":\"Move\",\"friendlyname\":\"Move\",\"version\":\"1.0.0.0\","
                + "\"publisherid@odata.bind\":\"/publishers(" + publisher + ")\"}";

        // When
        Answer created = crm.post("/solutions", solution);
        Answer twice = crm.post("/solutions", solution);
        Answer unknown = crm.post(CONTACT + "/Attributes", "{}", "MSCRM.SolutionUniqueName", "Other");
        Answer prefix = crm.post(
                "/publishers", "{\"uniquename\":\"x\",\"friendlyname\":\"x\",\"customizationprefix\":\"mscrm\"}");

        // Then
        assertThat(created.status()).isEqualTo(204);
        assertThat(twice.code()).isEqualTo("0x8004f023");
        assertThat(unknown.message()).contains("'Other' was not found");
        assertThat(prefix.status()).isEqualTo(400);
    }

    @Test
    void publishes() throws Exception {
        // When
        Answer answer = crm.post("/PublishXml", "{\"ParameterXml\":\"<importexportxml/>\"}");

        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(crm.post("/PublishAllXml", "").status()).isEqualTo(204);
    }

    @Test
    void spreadsNewColumnsToOtherServersLate() throws Exception {
        // Given
        DynamicsSettings settings = Fixture.unlimited()
                .withLimits(LimitSettings.off().withServers(2))
                .with(quirks -> quirks.withMetadataLag(Duration.ofSeconds(30)));
        try (Fixture slow = new Fixture(settings)) {
            slow.textColumn("contact", "kartra_note", 50);
            String other = "ARRAffinity=server1";

            // When
            int early = slow.post("/contacts", "{\"kartra_note\":\"x\"}", "Cookie", other)
                    .status();
            int strong = slow.post("/contacts", "{\"kartra_note\":\"x\"}", "Cookie", other, "Consistency", "Strong")
                    .status();
            slow.clock.advance(Duration.ofSeconds(30));
            int late = slow.post("/contacts", "{\"kartra_note\":\"x\"}", "Cookie", other)
                    .status();

            // Then
            assertThat(early).isEqualTo(400);
            assertThat(strong).isEqualTo(204);
            assertThat(late).isEqualTo(204);
        }
    }

    @Test
    void describesStandardTables() throws Exception {
        // When
        JsonNode table = crm.get(CONTACT + "?$select=EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute")
                .json();
        JsonNode name = crm.get(CONTACT + "/Attributes(LogicalName='lastname')").json();

        // Then
        assertThat(table.path("EntitySetName").asString()).isEqualTo("contacts");
        assertThat(name.path("MaxLength").asInt()).isEqualTo(50);
        assertThat(name.path("RequiredLevel").path("Value").asString()).isEqualTo("ApplicationRequired");
    }

    @Test
    void dropsTheBaseColumnWithItsMoneyColumn() throws Exception {
        // Given
        crm.post(
                CONTACT + "/Attributes",
                "{\"@odata.type\":\"" + CRM + "MoneyAttributeMetadata\",\"SchemaName\":\"kartra_spend\"}");
        int before = crm.get(CONTACT + "/Attributes(LogicalName='kartra_spend_base')")
                .status();

        // When
        crm.delete(CONTACT + "/Attributes(LogicalName='kartra_spend')");

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(crm.get(CONTACT + "/Attributes(LogicalName='kartra_spend_base')")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesDefinitionsWithUndeclaredMembers() throws Exception {
        // When
        Answer answer = crm.post(
                CONTACT + "/Attributes",
                "{\"@odata.type\":\"" + CRM
                        + "PicklistAttributeMetadata\",\"SchemaName\":\"kartra_level\",\"MaxLength\":5,\"OptionSet\":{}}");

        // Then
        assertThat(answer.code()).isEqualTo("0x80048d19");
        assertThat(answer.message()).contains("Invalid property 'MaxLength'");
    }

    @Test
    void wantsLabelsInTheLanguageOfTheOrganisation() throws Exception {
        // Given
        try (Fixture german = new Fixture(Fixture.unlimited().with(quirks -> quirks.withLanguage(1031)))) {
            // When
            Answer english = german.textColumn("contact", "kartra_note", 5);
            Answer both = german.post(
                    CONTACT + "/Attributes",
                    "{\"@odata.type\":\"" + CRM + "StringAttributeMetadata\",\"SchemaName\":\"kartra_note\","
                            + "\"DisplayName\":{\"LocalizedLabels\":[{\"Label\":\"Note\",\"LanguageCode\":1033},"
                            + "{\"Label\":\"Notiz\",\"LanguageCode\":1031}]}}");

            // Then
            assertThat(english.status()).isEqualTo(400);
            assertThat(both.status()).isEqualTo(204);
            assertThat(german.get(CONTACT)
                            .json()
                            .at("/DisplayName/LocalizedLabels/0/LanguageCode")
                            .asInt())
                    .isEqualTo(1031);
        }
    }

    @Test
    void keepsWhatBelongsToASolutionUntilItIsDeleted() throws Exception {
        // Given
        String publisher = crm.create(
                "publishers",
                "{\"uniquename\":\"kartra\",\"friendlyname\":\"Kartra\",\"customizationprefix\":\"kartra\"}");
        String solution = crm.create(
                "solutions",
                "{\"uniquename\":\"Move\",\"friendlyname\":\"Move\",\"publisherid@odata.bind\":\"/publishers("
                        + publisher + ")\"}");
        String column = "{\"@odata.type\":\"" + CRM + "StringAttributeMetadata\",\"SchemaName\":\"%s_note\"}";
        crm.post(CONTACT + "/Attributes", column.formatted("kartra"), "MSCRM.SolutionUniqueName", "Move");
        String components = "/solutioncomponents?$select=componenttype&$filter=_solutionid_value eq " + solution;

        // When
        Answer stranger =
                crm.post(CONTACT + "/Attributes", column.formatted("other"), "MSCRM.SolutionUniqueName", "Move");
        int with = crm.get(components).rows().size();
        int used = crm.delete("/publishers(" + publisher + ")").status();
        crm.delete(CONTACT + "/Attributes(LogicalName='kartra_note')");
        JsonNode left = crm.get(components).rows();
        crm.delete("/solutions(" + solution + ")");

        // Then
        assertThat(stranger.status()).isEqualTo(400);
        assertThat(with).isEqualTo(2);
        assertThat(used).isEqualTo(405);
        assertThat(left).hasSize(1);
        assertThat(left.path(0).path("componenttype").asInt()).isEqualTo(1);
        assertThat(crm.get("/solutioncomponents").rows()).isEmpty();
        assertThat(crm.delete("/publishers(" + publisher + ")").status()).isEqualTo(204);
    }
}
