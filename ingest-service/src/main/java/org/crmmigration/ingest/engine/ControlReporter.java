package org.crmmigration.ingest.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;

/** Tells the control topic how far an export is, twice a second at most unless the state changes. */
final class ControlReporter implements Reporter {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String migration;
    private final Consumer<ControlMessage> control;
    private final Clock clock;
    private Instant next = Instant.MIN;

    ControlReporter(String migration, Consumer<ControlMessage> control, Clock clock) {
        this.migration = migration;
        this.control = control;
        this.clock = clock;
    }

    @Override
    public void at(Export export, Export.State state, long rowsRead, long published, String message, boolean urgent) {
        Instant now = clock.instant();
        if (urgent || now.isAfter(next)) {
            next = now.plus(PAUSE);
            control.accept(
                    new ExportStateChanged(migration, export.id(), state.name(), rowsRead, published, message, now));
        }
    }
}
