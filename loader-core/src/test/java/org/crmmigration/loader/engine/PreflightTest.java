package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.Finding;
import org.crmmigration.loader.port.Finding.Severity;
import org.crmmigration.messaging.ledger.DestinationSchema.Note;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private static final Finding GRAVE = new Finding(Severity.ERROR, "privilege", "grant prvCreateContact");
    private static final Finding LIGHT = new Finding(Severity.WARN, "plug-ins", "3 plug-ins are active");

    private final Deque<List<Finding>> answers = new ArrayDeque<>();
    private final ScriptedCrm crm = new ScriptedCrm().on("preflight", _ -> answers.remove());
    private final Preflight preflight = new Preflight(crm.client());

    @Test
    void asksTheAdministratorUntilNothingGraveIsLeft() {
        // Given
        answers.add(List.of(GRAVE, LIGHT));
        answers.add(List.of(LIGHT));
        // When
        CrmFault.Unavailable first = catchThrowableOfType(CrmFault.Unavailable.class, preflight::pass);
        List<Note> before = preflight.notes();
        preflight.pass();
        // Then
        assertThat(first.needsAdmin()).isTrue();
        assertThat(first).hasMessage("grant prvCreateContact");
        assertThat(preflight.findings()).containsExactly(LIGHT);
        assertThat(preflight.noted()).isEqualTo("; noted at the account: 3 plug-ins are active");
        assertThat(before).isNull();
        assertThat(preflight.notes()).containsExactly(new Note("WARN", "plug-ins", "3 plug-ins are active"));
    }

    @Test
    void looksOnlyOnceWhenPassed() {
        // Given
        answers.add(List.of());
        // When
        preflight.pass();
        preflight.pass();
        // Then
        assertThat(crm.calls()).containsExactly("preflight");
    }
}
