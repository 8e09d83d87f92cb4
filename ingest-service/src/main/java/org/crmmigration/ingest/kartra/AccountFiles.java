package org.crmmigration.ingest.kartra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a Kartra account answers about itself as files that are read like those handed in: the definitions of
 * custom fields, and the catalogue of tags, lists and sequences.
 */
public final class AccountFiles {

    private static final JsonMapper JSON = JsonMapper.shared();

    private AccountFiles() {}

    /**
     * Asks and writes.
     *
     * @return the files, in their order
     * @throws KartraException when the account cannot be asked
     */
    public static List<Path> fetch(KartraClient client, Path directory) {
        List<Path> files = new ArrayList<>();
        ObjectNode fields = JSON.createObjectNode();
        take(client, ReadCommand.RETRIEVE_CUSTOM_FIELDS, fields);
        ObjectNode names = JSON.createObjectNode();
        take(client, ReadCommand.RETRIEVE_ACCOUNT_TAGS, names);
        take(client, ReadCommand.RETRIEVE_ACCOUNT_LISTS, names);
        take(client, ReadCommand.RETRIEVE_ACCOUNT_SEQUENCES, names);
        write(files, directory.resolve("kartra-api-custom-fields.json"), fields);
        write(files, directory.resolve("kartra-api-catalogue.json"), names);
        return files;
    }

    private static void take(KartraClient client, ReadCommand command, ObjectNode into) {
        JsonNode result = client.ask(command).path(command.result());
        if (result.isArray() && !result.isEmpty()) {
            into.set(command.result(), result);
        }
    }

    private static void write(List<Path> files, Path file, ObjectNode content) {
        if (content.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + '\n');
            files.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
