package org.crmmigration.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.Account.InvalidAccount;
import org.crmmigration.messaging.SecretReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountFileTest {

    @TempDir
    Path directory;

    private final AccountFile reader = new AccountFile(new SecretReference(Map.of("CRM_TOKEN", "synthetic")));

    @Test
    void readsAllKeysAndResolvesReferences() throws IOException {
        // Given
        String file = write("""
                url: https://acme.example.org
                plan: Growth
                seats: 3
                reserve: 0.2
                credentials:
                  apiToken: ${env:CRM_TOKEN}
                """);
        // When
        Account account = reader.read(file);
        // Then
        assertThat(account.url()).hasToString("https://acme.example.org");
        assertThat(account.plan()).isEqualTo("growth");
        assertThat(account.seats()).isEqualTo(3);
        assertThat(account.reserve()).isEqualTo(0.2);
        assertThat(account.credential("apiToken")).isEqualTo("synthetic");
        assertThat(account).asString().doesNotContain("synthetic");
    }

    @Test
    void readsFurtherUsersOfOneAccountFromAList() throws IOException {
        // Given
        String file = write("""
                url: https://acme.example.org
                credentials:
                  tenantId: t
                  applicationUsers:
                    - {clientId: a, clientSecret: '${env:CRM_TOKEN}'}
                    - {clientId: b, clientSecret: two}
                    - {clientId: c, clientSecret: three}
                """);

        // When
        Account account = reader.read(file);

        // Then
        assertThat(account.credentials())
                .containsEntry("clientId", "a")
                .containsEntry("clientSecret", "synthetic")
                .containsEntry("clientId2", "b")
                .containsEntry("clientSecret3", "three")
                .hasSize(7);
    }

    @Test
    void countsTheListOnFromAUserThatStandsBesideItWhereverThatStands() throws IOException {
        // Given
        String file = write("""
                url: https://acme.example.org
                credentials:
                  applicationUsers:
                    - {clientId: b, clientSecret: two}
                  clientId: a
                  clientSecret: one
                """);

        // When
        Account account = reader.read(file);

        // Then
        assertThat(account.credentials())
                .containsEntry("clientId", "a")
                .containsEntry("clientSecret", "one")
                .containsEntry("clientId2", "b")
                .containsEntry("clientSecret2", "two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan: lite|url",
                "url: acme.example.org|url",
                "{url: 'https://acme.example.org', seat: 3}|seat",
                "{url: 'https://acme.example.org', seats: many}|seats",
                "{url: 'https://acme.example.org', reserve: 2}|reserve",
                "{url: 'https://acme.example.org', credentials: {apiToken: '${env:NOT_SET}'}}|credentials.apiToken",
                "{url: 'https://acme.example.org', credentials: secret}|credentials",
                "{url: 'https://acme.example.org', credentials: {applicationUsers: [a]}}|applicationUsers",
                "url: [|YAML",
                "just text|keys",
            })
    void namesFileAndKeyOfWhatIsWrong(String content, String named) throws IOException {
        // Given
        String file = write(content);
        // Then
        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(InvalidAccount.class)
                .hasMessageContaining(file)
                .hasMessageContaining(named);
    }

    private String write(String content) throws IOException {
        return Files.writeString(directory.resolve("account.yaml"), content).toString();
    }
}
