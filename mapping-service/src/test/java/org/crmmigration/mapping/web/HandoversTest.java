package org.crmmigration.mapping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.User;
import org.junit.jupiter.api.Test;

class HandoversTest {

    private static final DestinationSchema ACCOUNT = new DestinationSchema(
            "pipedrive",
            Instant.EPOCH,
            null,
            List.of(),
            List.of(new User("sam@new.example", true), new User("left@new.example", false)),
            List.of(),
            List.of());
    private static final List<String> OWNERS = List.of("mia@old.example", "gone@old.example");

    private static Map<String, String> changed(Map<String, String> before, String owner, String user) {
        return Handovers.changed(before, Map.of(owner, user), OWNERS, ACCOUNT);
    }

    @Test
    void handsRecordsOverToAnActiveUser() {
        assertThat(changed(Map.of(), " Gone@old.example", " sam@new.example "))
                .isEqualTo(Map.of("gone@old.example", "sam@new.example"));
    }

    private static Handovers.Refused refusal(String owner, String user) {
        return catchThrowableOfType(Handovers.Refused.class, () -> changed(Map.of(), owner, user));
    }

    @Test
    void refusesAnOwnerOfNothing() {
        assertThat(refusal("gonne@old.example", "sam@new.example").sentence())
                .isEqualTo("nothing in the export belongs to gonne@old.example; did you mean 'gone@old.example'?");
    }

    @Test
    void refusesWhoIsNoActiveUser() {
        assertThat(refusal("gone@old.example", "sam@old.example").sentence())
                .isEqualTo("sam@old.example is no active user of the account; did you mean 'sam@new.example'?");
        assertThat(refusal("gone@old.example", "left@new.example").sentence())
                .startsWith("left@new.example is no active user of the account");
    }

    @Test
    void keepsAddressesOutOfTheExceptionThatMayBeLogged() {
        assertThat(refusal("gonne@old.example", "sam@new.example")).asString().doesNotContain("@old", "@new");
    }

    @Test
    void changesAndForgetsWhatWasHandedOverBefore() {
        Map<String, String> before = Map.of("first@old.example", "somebody@new.example");

        assertThat(changed(before, "first@old.example", "sam@new.example"))
                .isEqualTo(Map.of("first@old.example", "sam@new.example"));
        assertThat(changed(before, "first@old.example", "")).isEmpty();
    }
}
