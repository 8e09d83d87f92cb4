package org.crmmigration.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The loopback ports of one data directory. A port that nobody asked for is chosen freely once and then remembered in
 * the directory, so that clients find a restarted broker where it was.
 */
final class Ports {
    private final Path file;
    private final Properties remembered = new Properties();

    Ports(Path directory) {
        this.file = directory.resolve("ports.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                remembered.load(reader);
            } catch (IOException e) {
                throw new EmbeddedPlatformException("The file " + file + " cannot be read; delete it to go on", e);
            }
        }
    }

    /**
     * The port to listen on.
     *
     * @param requested the port asked for, or 0 for the remembered one or any
     * @throws EmbeddedPlatformException if a port that was asked for is taken
     */
    int choose(String name, int requested) {
        if (requested != 0) {
            if (!isFree(requested)) {
                throw inUse(requested, null);
            }
            return requested;
        }
        int last = Integer.parseInt(remembered.getProperty(name, "0"));
        int port = last != 0 && isFree(last) ? last : anyFree();
        remember(name, port);
        return port;
    }

    static EmbeddedPlatformException inUse(int port, @Nullable Exception cause) {
        return new EmbeddedPlatformException(
                "Port " + port + " on 127.0.0.1 is in use by another program; end it or choose another port", cause);
    }

    private void remember(String name, int port) {
        remembered.setProperty(name, Integer.toString(port));
        try (Writer writer = Files.newBufferedWriter(file)) {
            remembered.store(writer, null);
        } catch (IOException e) {
            throw new EmbeddedPlatformException("The file " + file + " cannot be written", e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedPlatformException("No free port on 127.0.0.1", e);
        }
    }
}
