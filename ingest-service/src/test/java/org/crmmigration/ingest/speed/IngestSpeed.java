package org.crmmigration.ingest.speed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.ingest.engine.ExportRun;
import org.crmmigration.ingest.publish.RecordSink;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.value.KeyedHash;

/** {@code IngestSpeed DIRECTORY CONTACTS TRANSACTIONS}: one export into nothing, with the seconds of each step. */
final class IngestSpeed {

    private IngestSpeed() {}

    /** Runs. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path files = directory.resolve("in-" + arguments[1] + "-" + arguments[2]);
        if (!Files.exists(files)) {
            new WideExport(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])).write(files);
        }
        Staging staging = new Staging(directory.resolve("data"), "speed");
        staging.erase();
        Export export = new ExportTable(staging).add(List.of(files), Map.of(), Instant.now());
        MigrationDefined migration = new MigrationDefined(
                "speed",
                "pipedrive",
                "none",
                "none",
                true,
                Topics.of("speed"),
                Map.of("timeZone", "UTC"),
                Instant.now());
        long began = System.nanoTime();
        String[] last = {""};
        new ExportRun(
                        staging,
                        migration,
                        new KeyedHash("0123456789abcdef0123".getBytes(StandardCharsets.UTF_8)),
                        _ -> new Nowhere(),
                        Clock.systemUTC(),
                        (_, state, rows, published, message, _) -> {
                            if (!message.equals(last[0])) {
                                last[0] = message;
                                System.out.printf(
                                        "%6.1f s %s %s rows=%d published=%d%n",
                                        (System.nanoTime() - began) / 1e9, state, message, rows, published);
                            }
                        },
                        () -> true)
                .run(export);
        System.out.printf(
                "%6.1f s, %.1f s of processors%n",
                (System.nanoTime() - began) / 1e9,
                java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                                .getProcessCpuTime()
                        / 1e9);
    }

    private static final class Nowhere implements RecordSink {
        @Override
        public Progress progress(String export) {
            return new Progress.NotBegun();
        }

        @Override
        public long findings(String export) {
            return 0;
        }

        @Override
        public Parcel pack(RecordMessage message) {
            return NOTHING;
        }

        @Override
        public void send(Finding finding, long ordinal) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
