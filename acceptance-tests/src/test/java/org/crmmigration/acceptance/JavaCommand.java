package org.crmmigration.acceptance;

import java.util.ArrayList;
import java.util.List;

/** How this project's processes are started: small, and quick to come up. */
final class JavaCommand {

    private JavaCommand() {}

    /** The command, what it runs still to be added. */
    static List<String> small() {
        return new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    }
}
