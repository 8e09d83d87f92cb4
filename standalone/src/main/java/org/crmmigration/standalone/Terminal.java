package org.crmmigration.standalone;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person at the other end, if there is one. */
final class Terminal {

    private Terminal() {}

    static boolean there() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** A line; null when there is none. */
    static @Nullable String readLine() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException _) {
            return null;
        }
    }
}
