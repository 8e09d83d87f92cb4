package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SecurityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prvCreateContact|POST|/contacts|{}",
                "prvReadAccount|GET|/accounts|",
                "prvOverrideCreatedOnCreatedBy|POST|/contacts|{\"overriddencreatedon\":\"2020-01-01\"}",
                "prvCreateAttribute|POST|/EntityDefinitions(LogicalName='contact')/Attributes|{\"@odata.type\":\"Microsoft.Dynamics.CRM.StringAttributeMetadata\",\"SchemaName\":\"kartra_x\",\"MaxLength\":5}",
                "prvCreateOptionSet|POST|/GlobalOptionSetDefinitions|{\"Name\":\"kartra_x\",\"Options\":[]}",
            })
    void refusesWhatThePrivilegesDoNotCover(String privilege, String method, String path, String body)
            throws Exception {
        // Given
        try (Fixture crm = new Fixture(Fixture.unlimited().withoutPrivileges(privilege))) {
            // When
            Answer refused = crm.send(method, path, body);
            crm.sandbox.security().grant(privilege);
            Answer granted = crm.send(method, path, body);

            // Then
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("0x80040220");
            assertThat(refused.message()).contains(privilege).contains(Seed.APP_USER);
            assertThat(granted.status()).isLessThan(300);
        }
    }

    @Test
    void keepsSecuredColumnsFromReadersAndWriters() throws Exception {
        // Given
        try (Fixture crm = new Fixture(Fixture.unlimited().withSecuredColumns("contact.emailaddress1"))) {
            String body = "{\"emailaddress1\":\"ann@example.org\"}";

            // When
            Answer create = crm.post("/contacts", body);
            Answer update = crm.patch("/contacts(" + crm.contact("Lee") + ")", body);

            // Then
            assertThat(create.status()).isEqualTo(403);
            assertThat(create.code()).isEqualTo("0x8004f502");
            assertThat(update.status()).isEqualTo(403);
            assertThat(update.code()).isEqualTo("0x8004f507");
        }
    }

    @Test
    void actsOnBehalfOfAnotherUser() throws Exception {
        // Given
        List<User> users = List.of(User.enabled("Eve", "eve@example.org"));
        try (Fixture crm = new Fixture(Fixture.unlimited().withUsers(users))) {
            String eve = Seed.userId("eve@example.org");

            // When
            Answer created = crm.post("/contacts", "{\"lastname\":\"Lee\"}", "MSCRMCallerID", eve);

            // Then
            JsonNode row = crm.get("/contacts(" + created.id() + ")").json();
            assertThat(row.path("_createdby_value").asString()).isEqualTo(eve);
            assertThat(row.path("_createdonbehalfby_value").asString()).isEqualTo(Seed.APP_USER);
        }
    }

    @Test
    void explainsErrorsFurtherOnRequest() throws Exception {
        // Given
        try (Fixture crm = Fixture.open()) {
            // When
            JsonNode plain = crm.get("/nothings").json().path("error");
            JsonNode annotated = crm.get("/nothings", "Prefer", "odata.include-annotations=\"*\"")
                    .json()
                    .path("error");

            // Then
            assertThat(plain.propertyNames()).containsExactlyInAnyOrder("code", "message");
            assertThat(annotated.has("@Microsoft.PowerApps.CDS.HelpLink")).isTrue();
        }
    }
}
