package org.crmmigration.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @TempDir
    private Path directory;

    @Test
    void servesUntilItIsClosedAndFindsItsTopicsAgain() throws Exception {
        // Given
        String first;
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(directory));
                Admin admin = admin(broker)) {
            first = broker.bootstrapServers();
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        // When
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(directory));
                Admin admin = admin(broker)) {
            // Then
            assertThat(broker.bootstrapServers()).isEqualTo(first);
            assertThat(admin.listTopics().names().get()).containsExactly("kept");
        }
    }

    @Test
    void saysWhoHoldsTheDirectory() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(directory))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(EmbeddedBroker.Settings.in(directory)))
                    .isInstanceOf(EmbeddedPlatformException.class)
                    .hasMessage("The data directory " + directory + " is in use by process "
                            + ProcessHandle.current().pid() + "; end that process or choose another directory");
        }
    }

    @Test
    void saysThatAPortIsTakenAndCanStartAfterwards() throws IOException {
        // Given
        EmbeddedBroker.Settings settings = EmbeddedBroker.Settings.in(directory);
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Then
            assertThatThrownBy(() -> EmbeddedBroker.start(settings.withBrokerPort(other.getLocalPort())))
                    .isInstanceOf(EmbeddedPlatformException.class)
                    .hasMessage("Port " + other.getLocalPort()
                            + " on 127.0.0.1 is in use by another program; end it or choose another port");
        }
        EmbeddedBroker.start(settings).close();
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
