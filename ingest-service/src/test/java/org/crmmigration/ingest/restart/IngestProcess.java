package org.crmmigration.ingest.restart;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.crmmigration.embedded.EmbeddedPlatform;
import org.crmmigration.embedded.PlatformProcess;
import org.crmmigration.ingest.Bench;
import org.crmmigration.ingest.engine.ExportRun;
import org.crmmigration.ingest.publish.KafkaRecordSink;
import org.crmmigration.ingest.publish.RecordSink;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * A process that ingests one export, from wherever an earlier one was killed. It says a line at every step: after so many
 * rows read, when folding begins, after every 250 records handed to the producer.
 */
final class IngestProcess {

    private static final String DONE = "DONE";

    private IngestProcess() {}

    /** The migration that a slug means here. */
    static MigrationDefined migration(String slug) {
        return new MigrationDefined(
                slug, "pipedrive", "none", "none", true, Topics.of(slug), Map.of("timeZone", "UTC"), Bench.NOW);
    }

    /** Runs a process until it says the line with a number, or its end; answers whether it reached the end. */
    static boolean run(EmbeddedPlatform platform, Path data, Path files, String slug, int lines) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestProcess.class.getName(),
                        data.toString(),
                        files.toString(),
                        slug,
                        platform.bootstrapServers(),
                        platform.registryUrl())
                .redirectError(data.resolveSibling("process.log").toFile())
                .start();
        boolean done = false;
        int said = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null && said < lines && !done; line = out.readLine()) {
                done = line.equals(DONE);
                said += line.startsWith("STEP") ? 1 : 0;
            }
        } finally {
            PlatformProcess.kill(process);
        }
        return done;
    }

    /** Ingests. */
    public static void main(String[] arguments) {
        Staging staging = new Staging(Path.of(arguments[0]), arguments[2]);
        ExportTable exports = new ExportTable(staging);
        Export export = exports.all().isEmpty()
                ? exports.add(List.of(Path.of(arguments[1])), Map.of(), Bench.NOW)
                : exports.all().getFirst();
        Clients clients = new Clients(KafkaSettings.local(arguments[3], arguments[4], "killed"));
        new ExportRun(
                        staging,
                        migration(arguments[2]),
                        new KeyedHash(Bench.SECRET.getBytes(StandardCharsets.UTF_8)),
                        migration -> new Talkative(new KafkaRecordSink(clients, migration)),
                        Clock.fixed(Bench.NOW, ZoneOffset.UTC),
                        (_, state, rows, published, _, _) -> say(state + " " + rows + " " + published),
                        () -> true)
                .run(export);
        System.out.println(DONE);
    }

    private static void say(String what) {
        System.out.println("STEP " + what);
    }

    /** Lines at which to kill, ascending by chance, so that some runs get further than others. */
    static int lines(Random random) {
        return 1 + random.nextInt(40);
    }

    private static final class Talkative implements RecordSink {
        private final RecordSink sink;
        private long sent;

        Talkative(RecordSink sink) {
            this.sink = sink;
        }

        @Override
        public Progress progress(String export) {
            return sink.progress(export);
        }

        @Override
        public long findings(String export) {
            return sink.findings(export);
        }

        @Override
        public Parcel pack(RecordMessage message) {
            Parcel parcel = sink.pack(message);
            return () -> {
                parcel.send();
                if (++sent % 250 == 0) {
                    say("sent " + sent);
                }
            };
        }

        @Override
        public void send(Finding finding, long ordinal) {
            sink.send(finding, ordinal);
        }

        @Override
        public void flush() {
            sink.flush();
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}
