package org.crmmigration.ingest.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.Export.State;
import org.crmmigration.ingest.stage.ExportTable;

/** How far one run is; writes it down, tells it, and stops the run when the migration is somebody else's. */
final class Progress {

    /** People look at the table, and writing it down opens a file: not with every step. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Export export;
    private final ExportTable exports;
    private final Reporter reporter;
    private final BooleanSupplier owned;
    private State state;
    private long rows;
    private long published;
    private long noted = System.nanoTime();

    Progress(Export export, ExportTable exports, Reporter reporter, BooleanSupplier owned) {
        this.export = export;
        this.exports = exports;
        this.reporter = reporter;
        this.owned = owned;
        this.state = export.state();
        this.rows = export.state() == State.READING ? 0 : export.rowsRead();
        this.published = export.published();
    }

    void read(long more) {
        rows += more;
        tell("files are being read", false);
    }

    void say(String message) {
        tell(message, true);
    }

    void publishing() {
        state = State.PUBLISHING;
        tell("records are being published", true);
    }

    void published(long sequence) {
        published = sequence;
        tell("records are being published", false);
    }

    void completed(long records, String message) {
        state = State.COMPLETED;
        published = records;
        tell(message, true);
    }

    private void tell(String message, boolean urgent) {
        if (!owned.getAsBoolean()) {
            throw new IngestException("the migration belongs to another instance now; it goes on there");
        }
        if (urgent || System.nanoTime() - noted > PAUSE.toNanos()) {
            exports.progress(export, state, rows, published, message);
            noted = System.nanoTime();
        }
        reporter.at(export, state, rows, published, message, urgent);
    }
}
