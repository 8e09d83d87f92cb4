package org.crmmigration.benchmarks.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.contract.plain.PlainClient;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

/**
 * The simplest alternative, as a process: a Spring Kafka listener on one partition that posts each command to the API with
 * a retry template (ten tries, exponential pauses up to five seconds), offsets committed record by record after the call.
 * What is not delivered after that is given up, as by a recoverer that logs. Arguments: bootstrap, registry, topic, URL.
 */
public final class ListenerMain {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final RetryTemplate retries = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(9)
            .delay(Duration.ofMillis(100))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(5))
            .build());
    private final URI url;
    private final String migration;

    private ListenerMain(URI url, String migration) {
        this.url = url;
        this.migration = migration;
    }

    /** Works until its input ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Clients clients = new Clients(KafkaSettings.local(arguments[0], arguments[1], "peer"));
        Map<String, Object> properties = new HashMap<>(clients.consumerProperties("peer", "peer", Map.of()));
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        ContainerProperties settings = new ContainerProperties(arguments[2]);
        settings.setAckMode(ContainerProperties.AckMode.RECORD);
        ListenerMain listener = new ListenerMain(URI.create(arguments[3]), arguments[4]);
        settings.setMessageListener((MessageListener<String, SpecificRecord>) listener::load);
        var container = new KafkaMessageListenerContainer<String, SpecificRecord>(
                new DefaultKafkaConsumerFactory<>(properties), settings);
        container.start();
        answers.println("READY");
        while (System.in.read() >= 0) {
            // only the end is of interest
        }
        Runtime.getRuntime().halt(0);
    }

    private void load(ConsumerRecord<String, SpecificRecord> record) {
        if (record.value() == null || !(CommandCodec.fromAvro(record.value()) instanceof ObjectCommand command)) {
            return;
        }
        try {
            var _ = retries.execute(() -> post(command));
        } catch (RetryException e) {
            System.err.println("given up: offset " + record.offset());
        }
    }

    private int post(ObjectCommand command) throws IOException, InterruptedException {
        String key = migration + ":" + command.key().objectType() + ":"
                + command.key().sourceKey();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url + "/" + command.key().objectType()))
                .timeout(Duration.ofSeconds(2))
                .POST(HttpRequest.BodyPublishers.ofString(key + "\n" + PlainClient.text(command.fields())))
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        if (status >= 300) {
            throw new IOException("status " + status);
        }
        return status;
    }
}
