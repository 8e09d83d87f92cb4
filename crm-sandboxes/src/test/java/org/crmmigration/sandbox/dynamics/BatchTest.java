package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class BatchTest {

    private static final String BAD = "{\"nonsense\":1}";

    private Fixture crm;

    @BeforeEach
    void open() throws Exception {
        crm = Fixture.open();
    }

    @AfterEach
    void close() {
        crm.close();
    }

    private static String part(String request, String body) {
        return part("", request, body);
    }

    private static String part(String contentId, String request, String body) {
        String id = contentId.isEmpty() ? "" : "Content-ID: " + contentId + "\r\n";
        return "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n" + id + "\r\n" + request
                + " HTTP/1.1\r\nContent-Type: application/json; type=entry\r\n\r\n" + body + "\r\n";
    }

    private static String post(String set, String body) {
        return part("POST /api/data/v9.2/" + set, body);
    }

    private static String changeSet(String... members) {
        return "Content-Type: multipart/mixed; boundary=\"changeset_1\"\r\n\r\n" + join("changeset_1", members);
    }

    private static String join(String boundary, String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append("--").append(boundary).append("\r\n").append(part);
        }
        return text.append("--").append(boundary).append("--\r\n").toString();
    }

    private Answer batch(String body, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "multipart/mixed; boundary=\"batch_1\"";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return crm.post("/$batch", body, all);
    }

    private int contacts() throws Exception {
        return Integer.parseInt(crm.get("/contacts/$count").text());
    }

    @Test
    void answersPartsInOrder() throws Exception {
        // When
        Answer answer = batch(join(
                "batch_1",
                post("contacts", "{\"lastname\":\"A\"}"),
                part("GET /api/data/v9.2/contacts?$select=lastname", "")));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("multipart/mixed; boundary=batchresponse_");
        assertThat(answer.text())
                .containsSubsequence(
                        "HTTP/1.1 204 No Content", "Location: http", "HTTP/1.1 200 OK", "\"lastname\":\"A\"");
    }

    @Test
    void refusesLineFeedsAlone() throws Exception {
        // When
        Answer answer = batch(join("batch_1", post("contacts", "{}")).replace("\r\n", "\n"));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("0x80048d19");
        assertThat(answer.message()).isEqualTo("Stream was not readable.");
    }

    @Test
    void stopsAtTheFirstFailureAndKeepsWhatCameBefore() throws Exception {
        // When
        Answer answer = batch(join("batch_1", post("contacts", "{}"), post("contacts", BAD), post("contacts", "{}")));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("HTTP/1.1 204")
                .contains("HTTP/1.1 400")
                .contains("nonsense");
        assertThat(contacts()).isEqualTo(1);
    }

    @Test
    void goesOnWhenPreferred() throws Exception {
        // When
        Answer answer = batch(
                join("batch_1", post("contacts", "{}"), post("contacts", BAD), post("contacts", "{}")),
                "Prefer",
                "odata.continue-on-error");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(contacts()).isEqualTo(2);
    }

    @Test
    void rollsAChangeSetBackAsAWhole() throws Exception {
        // When
        Answer answer = batch(
                join(
                        "batch_1",
                        changeSet(
                                part("1", "POST /api/data/v9.2/contacts", "{}"),
                                part("2", "POST /api/data/v9.2/contacts", BAD))),
                "Prefer",
                "odata.continue-on-error");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("changesetresponse_").contains("HTTP/1.1 400");
        assertThat(answer.text().split("HTTP/1.1", -1)).hasSize(2);
        assertThat(contacts()).isZero();
    }

    @Test
    void showsTheErrorOfAChangeSetBareWhenSoConfigured() throws Exception {
        // Given
        DynamicsSettings settings = Fixture.unlimited()
                .with(quirks -> quirks.keys(old ->
                        new Quirks.KeysAndBulk(0, true, old.badCharacters(), 412, true, false, java.util.Set.of())));
        crm.close();
        crm = new Fixture(settings);

        // When
        Answer answer = batch(join("batch_1", changeSet(part("1", "POST /api/data/v9.2/contacts", BAD))));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("changesetresponse_").contains("HTTP/1.1 400");
    }

    @Test
    void knowsRowsOfTheSameChangeSetByContentId() throws Exception {
        // When
        Answer answer = batch(join(
                "batch_1",
                changeSet(
                        part("1", "POST /api/data/v9.2/accounts", "{\"name\":\"Acme\"}"),
                        part(
                                "2",
                                "POST /api/data/v9.2/contacts",
                                "{\"lastname\":\"Lee\",\"parentcustomerid_account@odata.bind\":\"$1\"}"),
                        part("3", "PATCH $2", "{\"jobtitle\":\"Chief\"}"))));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("Content-ID: 2");
        var row = crm.get("/contacts?$expand=parentcustomerid_account($select=name)")
                .rows()
                .path(0);
        assertThat(row.path("jobtitle").asString()).isEqualTo("Chief");
        assertThat(row.path("parentcustomerid_account").path("name").asString()).isEqualTo("Acme");
    }

    @Test
    void refusesUnknownContentIds() throws Exception {
        // When
        Answer answer = batch(join("batch_1", changeSet(part("1", "PATCH $7", "{}"))));

        // Then
        assertThat(answer.text()).contains("Content-ID Reference: '$7' does not exist in the batch context.");
    }

    @Test
    void refusesReadsInAChangeSet() throws Exception {
        // When
        Answer answer = batch(join("batch_1", changeSet(part("1", "GET /api/data/v9.2/contacts", ""))));

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesMoreThanAThousandRequests() throws Exception {
        // Given
        String[] parts = Collections.nCopies(1001, post("contacts", "{}")).toArray(String[]::new);

        // When
        Answer answer = batch(join("batch_1", parts));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(contacts()).isZero();
    }

    @Test
    void takesHeadersOfEachPart() throws Exception {
        // Given
        String request =
                "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nPATCH /api/data/v9.2/contacts("
                        + Fixture.guid() + ") HTTP/1.1\r\nIf-Match: *\r\nContent-Type: application/json\r\n\r\n{}\r\n";

        // When
        Answer answer = batch(join("batch_1", request));

        // Then
        assertThat(answer.text()).contains("HTTP/1.1 404");
    }

    @Test
    void deletesWithoutABody() throws Exception {
        // Given
        String id = crm.contact("A");
        String request =
                "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nDELETE /api/data/v9.2/contacts("
                        + id + ") HTTP/1.1\r\n\r\n";

        // When
        Answer answer = batch(join("batch_1", request));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(contacts()).isZero();
    }
}
