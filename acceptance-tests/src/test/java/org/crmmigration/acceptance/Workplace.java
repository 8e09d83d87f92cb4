package org.crmmigration.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A directory in which one migration is worked on: {@code export}, {@code state}, and documents in {@code out}. */
record Workplace(Path directory) {

    Path export() {
        return directory.resolve("export");
    }

    /** Starts {@code migrate run}; called again it goes on. */
    MigrateProcess run(String destination, Path account, String... more) {
        Stream<String> run = Stream.of(
                "run", "--export", export().toString(), "--to", destination, "--account", account.toString(), "--yes");
        return migrate(Stream.concat(run, Stream.of(more)).toArray(String[]::new));
    }

    /** Starts {@code migrate} with the arguments, and with the directories of this place. */
    MigrateProcess migrate(String... arguments) {
        List<String> places = List.of(
                "--state",
                directory.resolve("state").toString(),
                "--out",
                directory.resolve("out").toString());
        return MigrateProcess.start(
                directory, Stream.concat(Stream.of(arguments), places.stream()).toArray(String[]::new));
    }

    /** One of the documents. */
    JsonNode document(String name) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(directory.resolve("out").resolve(name)));
    }
}
