package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.engine.References.Resolved;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    private static final String SIZE = "field:person:size";
    private static final ObjectKey FIELD = new ObjectKey("field", SIZE);
    private static final ObjectKey COMPANY = new ObjectKey("organization", "company:ab");

    private final Map<ObjectKey, ObjectState> known = new HashMap<>();
    private final References references =
            new References("acme", key -> known.getOrDefault(key, ObjectState.unknown(key)), new KeyOrder());

    @Test
    void leavesOutAFieldTheCrmRefused() {
        // Given
        known.put(FIELD, answered(FIELD, Status.FAILED, null));
        known.put(COMPANY, answered(COMPANY, Status.CREATED, "7"));
        ObjectCommand command = person();

        // When
        Resolved resolved = references.resolve(command);

        // Then
        assertThat(resolved).isInstanceOfSatisfying(Resolved.Complete.class, complete -> {
            assertThat(complete.object().fields()).containsOnlyKeys("name", "organization");
            assertThat(complete.leftOut()).isEqualTo(1);
        });
    }

    @Test
    void takesAFieldThatWasNeverMadeForEmpty() {
        // Given
        known.put(COMPANY, answered(COMPANY, Status.CREATED, "7"));

        // When
        Resolved resolved = references.resolve(person(Value.NOTHING));

        // Then
        assertThat(resolved).isInstanceOfSatisfying(Resolved.Complete.class, complete -> {
            assertThat(complete.object().fields()).containsOnlyKeys("name", "organization");
            assertThat(complete.leftOut()).isZero();
        });
    }

    @Test
    void waitsForAFieldThatIsParked() {
        // Given
        known.put(FIELD, answered(FIELD, Status.PARKED, null));
        known.put(COMPANY, answered(COMPANY, Status.CREATED, "7"));

        // When
        Resolved resolved = references.resolve(person());

        // Then
        assertThat(resolved).isEqualTo(new Resolved.Missing(FIELD));
    }

    @Test
    void namesTheParentThatIsMissing() {
        // Given
        known.put(FIELD, answered(FIELD, Status.CREATED, "abc"));
        known.put(COMPANY, answered(COMPANY, Status.FAILED, null));

        // When
        Resolved resolved = references.resolve(person());

        // Then
        assertThat(resolved).isEqualTo(new Resolved.Missing(COMPANY));
    }

    private static ObjectCommand person() {
        return person(new Value.Text("L"));
    }

    private static ObjectCommand person(Value size) {
        return new ObjectCommand(
                "run-1",
                2,
                Action.UPSERT,
                new ObjectKey("person", "contact:1"),
                "hash",
                Map.of("name", new Value.Text("A"), SIZE, size, "organization", new Value.Reference(COMPANY)),
                List.of("contact:1"));
    }

    private static ObjectState answered(ObjectKey key, Status status, @Nullable String crmId) {
        return new ObjectState(
                key,
                crmId,
                null,
                -1,
                null,
                null,
                List.of(),
                new ObjectState.Answer("run-1", 0, status, Operation.CREATE, "hash", 1),
                null);
    }
}
