package org.crmmigration.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.embedded.EmbeddedPlatform;
import org.crmmigration.embedded.TestPlatform;
import org.crmmigration.ingest.publish.KafkaRecordSink;
import org.crmmigration.ingest.publish.RecordSink;
import org.crmmigration.ingest.samples.SampleExport;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports over HTTP to generations on a real broker. */
final class IngestServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final EmbeddedPlatform platform = TestPlatform.shared();
    private final Clients clients =
            new Clients(KafkaSettings.local(platform.bootstrapServers(), platform.registryUrl(), "test"));
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() {
        service = new SpringApplicationBuilder(IngestApplication.class)
                .properties(Map.of(
                        "spring.config.name",
                        "application,ingest-service",
                        "crm.kafka.bootstrap-servers",
                        platform.bootstrapServers(),
                        "crm.kafka.registry-url",
                        platform.registryUrl(),
                        "crm.kafka.replication",
                        "1",
                        "crm.ingest.await-migration",
                        "20s",
                        "crm.ingest.data-dir",
                        directory.resolve("data").toString()))
                .run("--server.port=0");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void publishesAGenerationAndThenAnIdenticalOne() throws Exception {
        // Given
        MigrationDefined migration = define("ingest-whole");
        SampleExport.write(directory.resolve("sample"));

        // When
        handIn(migration, "export-1");
        handIn(migration, "export-2");

        // Then
        List<RecordMessage> messages = read(migration);
        ExportCompleted first = (ExportCompleted) messages.stream()
                .filter(ExportCompleted.class::isInstance)
                .findFirst()
                .orElseThrow();
        ExportCompleted second = (ExportCompleted) messages.getLast();
        assertThat(messages.getFirst()).isInstanceOf(ExportBegan.class);
        assertThat(first.files()).hasSize(10).allMatch(FileAccount::balanced);
        assertThat(second.checksum()).isEqualTo(first.checksum());
        assertThat(second.generation()).isEqualTo(2);
        assertThat(sequences(messages, "export-1")).isEqualTo(sequences(messages, "export-2"));
        assertThat(messages.stream().filter(SourceRecord.class::isInstance).map(SourceRecord.class::cast))
                .filteredOn(record -> record.export().equals("export-2"))
                .allMatch(record -> record.change() == RecordMessage.Change.IDENTICAL);
        JsonNode report = get(migration, "/export-1").body();
        assertThat(report.at("/balanced").asBoolean(false)).isTrue();
        assertThat(report.at("/summary/records/contact").asInt(0)).isEqualTo(303);
        assertThat(get(migration, "/export-1/findings?severity=ERROR&size=3")
                        .body()
                        .at("/total")
                        .asInt(0))
                .isEqualTo(report.at("/findings/ERROR").asInt(-1));
    }

    @Test
    void knowsWhereTheTopicsStand() {
        // Given
        MigrationDefined migration = define("ingest-tail");
        try (RecordSink sink = new KafkaRecordSink(clients, migration)) {
            assertThat(sink.progress("export-1")).isEqualTo(new RecordSink.Progress.NotBegun());
            sink.send(new ExportBegan("export-1", 1, Instant.EPOCH));
            sink.flush();
        }

        // When
        try (RecordSink sink = new KafkaRecordSink(clients, migration)) {

            // Then
            assertThat(sink.progress("export-1")).isEqualTo(new RecordSink.Progress.Reached(0));
            assertThat(sink.progress("export-2")).isEqualTo(new RecordSink.Progress.NotBegun());
            assertThat(sink.findings("export-1")).isZero();
        }
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        // Given
        MigrationDefined migration = define("ingest-wrong");

        // When
        HttpResponse<String> missing = post(migration, "{\"paths\":[\"/nowhere/at-all\"]}");
        HttpResponse<String> neverUploaded = post(migration, "{\"upload\":\"nobody-sent-it\"}");
        HttpResponse<String> mistyped =
                post(migration, "{\"paths\":[\"" + directory + "\"],\"settings\":{\"timezone\":\"UTC\"}}");
        HttpResponse<String> noJson = post(migration, "paths: /tmp");
        HttpResponse<String> form = http.send(
                request(migration, "/june/files/contacts.csv")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .PUT(HttpRequest.BodyPublishers.ofString("ID,Email"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Answer unknown = get(migration, "/export-9");

        // Then
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("there is nothing at /nowhere/at-all");
        assertThat(neverUploaded.statusCode()).isEqualTo(404);
        assertThat(neverUploaded.body()).contains("nothing was uploaded as nobody-sent-it");
        assertThat(mistyped.statusCode()).isEqualTo(422);
        assertThat(mistyped.body()).contains("there is no setting timezone");
        assertThat(form.statusCode()).isEqualTo(422);
        assertThat(form.body()).contains("came as a form");
        assertThat(noJson.statusCode()).isEqualTo(400);
        assertThat(noJson.body()).contains("is not the JSON that this address takes");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().at("/detail").asString()).contains("has no export export-9");
    }

    @Test
    void takesUploads() throws Exception {
        // Given
        MigrationDefined migration = define("ingest-upload");
        HttpRequest upload = request(migration, "/june/files/contacts.csv")
                .PUT(HttpRequest.BodyPublishers.ofString("ID,Email,First Name\n7,ann@b.example,Ann\n"))
                .build();

        // When
        int uploaded = http.send(upload, HttpResponse.BodyHandlers.discarding()).statusCode();
        HttpResponse<String> accepted = post(migration, "{\"upload\":\"june\"}");

        // Then
        assertThat(uploaded).isEqualTo(204);
        assertThat(accepted.statusCode()).isEqualTo(202);
        awaitCompleted(migration, "export-1");
        assertThat(sequences(read(migration), "export-1")).hasSize(1);
    }

    @Test
    void goesOnWithAnUploadThatBroke() throws Exception {
        // Given
        MigrationDefined migration = define("ingest-pieces");
        String file = "/july/files/contacts.csv";
        String text = "ID,Email,First Name\n7,ann@b.example,Ann\n";
        piece(migration, file, text.substring(0, 10), "bytes 0-9/" + text.length());

        // When
        HttpResponse<String> early = post(migration, "{\"upload\":\"july\"}");
        HttpResponse<String> gap = piece(migration, file, text.substring(20), "bytes 20-36/" + text.length());
        HttpResponse<Void> standing =
                http.send(request(migration, file).HEAD().build(), HttpResponse.BodyHandlers.discarding());
        HttpResponse<String> rest =
                piece(migration, file, text.substring(10), "bytes 10-" + (text.length() - 1) + "/" + text.length());

        // Then
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("only a part was uploaded of contacts.csv");
        assertThat(gap.statusCode()).isEqualTo(409);
        assertThat(gap.body()).contains("10 bytes of the file are here");
        assertThat(standing.headers().firstValue("Upload-Offset")).contains("10");
        assertThat(standing.headers().firstValue("Upload-Complete")).contains("?0");
        assertThat(rest.headers().firstValue("Upload-Complete")).contains("?1");
        assertThat(post(migration, "{\"upload\":\"july\"}").statusCode()).isEqualTo(202);
        awaitCompleted(migration, "export-1");
        assertThat(sequences(read(migration), "export-1")).hasSize(1);
    }

    @Test
    void goesOnWithALargeUploadWhoseConnectionWasCut() throws Exception {
        // Given
        MigrationDefined migration = define("ingest-cut");
        String file = "/august/files/contacts.csv";
        long total = 200L << 20;
        sendUntilCut(request(migration, file).build().uri(), total, 90L << 20);
        String offset = settledOffset(migration, file);

        // When
        InputStream rest = megabytes(total);
        rest.skipNBytes(Long.parseLong(offset));
        HttpRequest piece = request(migration, file)
                .header("Content-Range", "bytes " + offset + '-' + (total - 1) + '/' + total)
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> rest))
                .build();
        HttpResponse<Void> answer = http.send(piece, HttpResponse.BodyHandlers.discarding());

        // Then
        assertThat(Long.parseLong(offset)).isBetween(1L, 90L << 20);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Upload-Complete")).contains("?1");
        try (Stream<Path> kept = Files.walk(directory.resolve("data"));
                InputStream sent = megabytes(total)) {
            Path whole = kept.filter(path -> path.endsWith("contacts.csv"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream stored = Files.newInputStream(whole)) {
                assertThat(sha256(stored)).isEqualTo(sha256(sent));
            }
        }
    }

    /** What the service has of an upload, once it has noticed that no more comes. */
    private String settledOffset(MigrationDefined migration, String file) {
        AtomicReference<String> before = new AtomicReference<>("");
        await().atMost(PATIENCE).until(() -> {
            HttpResponse<Void> standing =
                    http.send(request(migration, file).HEAD().build(), HttpResponse.BodyHandlers.discarding());
            assertThat(standing.headers().firstValue("Upload-Complete")).contains("?0");
            String offset = standing.headers().firstValue("Upload-Offset").orElseThrow();
            return !offset.equals("0") && offset.equals(before.getAndSet(offset));
        });
        return before.get();
    }

    /** Announces a whole file and breaks the connection in the middle of it. */
    private static void sendUntilCut(URI address, long total, long cut) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoLinger(true, 0);
            String head = "PUT " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + total
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            try (InputStream bytes = megabytes(cut)) {
                bytes.transferTo(socket.getOutputStream());
            }
        }
    }

    /** The first bytes of an endless file, no two lines of which are alike. */
    private static InputStream megabytes(long length) {
        return new InputStream() {
            private byte[] row = {};
            private int at;
            private long line;
            private long left = length;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] into, int offset, int most) {
                if (left == 0) {
                    return -1;
                }
                if (at == row.length) {
                    row = (line++ + ",ann@b.example,Ann,a line that is neither short nor long\n")
                            .getBytes(StandardCharsets.US_ASCII);
                    at = 0;
                }
                int length = (int) Math.min(left, Math.min(most, row.length - at));
                System.arraycopy(row, at, into, offset, length);
                at += length;
                left -= length;
                return length;
            }
        };
    }

    private static String sha256(InputStream in) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    private HttpResponse<String> piece(MigrationDefined migration, String file, String text, String range)
            throws IOException, InterruptedException {
        HttpRequest piece = request(migration, file)
                .header("Content-Range", range)
                .PUT(HttpRequest.BodyPublishers.ofString(text))
                .build();
        return http.send(piece, HttpResponse.BodyHandlers.ofString());
    }

    private MigrationDefined define(String slug) {
        MigrationDefined migration = new MigrationDefined(
                slug,
                "pipedrive",
                "none",
                "00112233445566778899aabbccddeeff",
                true,
                Topics.of(slug),
                Map.of("timeZone", "UTC"),
                Instant.now());
        new MigrationTopics(clients).create(migration.topics());
        try (ControlPublisher control = new ControlPublisher(clients, "test")) {
            control.publish(migration);
        }
        return migration;
    }

    private void handIn(MigrationDefined migration, String export) throws IOException, InterruptedException {
        String path = JsonMapper.shared()
                .writeValueAsString(directory.resolve("sample").toString());
        HttpResponse<String> answer = post(migration, "{\"paths\":[" + path + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        awaitCompleted(migration, export);
    }

    private void awaitCompleted(MigrationDefined migration, String export) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(migration, "/" + export)
                                .body()
                                .at("/summary/state")
                                .asString())
                        .isEqualTo("COMPLETED"));
    }

    private HttpResponse<String> post(MigrationDefined migration, String body)
            throws IOException, InterruptedException {
        HttpRequest request = request(migration, "")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private record Answer(int status, JsonNode body) {}

    private Answer get(MigrationDefined migration, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request(migration, path).GET().build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
    }

    private HttpRequest.Builder request(MigrationDefined migration, String path) {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create(
                "http://localhost:" + port + "/api/migrations/" + migration.migration() + "/exports" + path));
    }

    private static List<Long> sequences(List<RecordMessage> messages, String export) {
        return messages.stream()
                .filter(SourceRecord.class::isInstance)
                .map(SourceRecord.class::cast)
                .filter(record -> record.export().equals(export))
                .map(SourceRecord::sequence)
                .toList();
    }

    private List<RecordMessage> read(MigrationDefined migration) {
        TopicPartition partition = new TopicPartition(migration.topics().records(), 0);
        List<RecordMessage> messages = new ArrayList<>();
        try (Consumer<String, SpecificRecord> consumer = clients.consumer("test-reader", "test-reader")) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() != null) {
                        messages.add(RecordCodec.fromAvro(record.value()));
                    }
                }
            }
        }
        return messages;
    }
}
