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
     * What an account answered.
     *
     * @param files in their order
     * @param troubles a sentence for every command that was not answered
     */
    public record Answers(List<Path> files, List<String> troubles) {}

    /**
     * Asks and writes. A command that is not answered does not keep the others from it; when the account lets nobody in, no
     * other is asked.
     */
    public static Answers fetch(KartraClient client, Path directory) {
        Answers answers = new Answers(new ArrayList<>(), new ArrayList<>());
        ObjectNode fields = JSON.createObjectNode();
        ObjectNode names = JSON.createObjectNode();
        for (ReadCommand command : ReadCommand.values()) {
            try {
                take(client, command, command == ReadCommand.RETRIEVE_CUSTOM_FIELDS ? fields : names);
            } catch (KartraException e) {
                answers.troubles().add(String.valueOf(e.getMessage()));
                if (e.everyCommand()) {
                    break;
                }
            }
        }
        write(answers.files(), directory.resolve("kartra-api-custom-fields.json"), fields);
        write(answers.files(), directory.resolve("kartra-api-catalogue.json"), names);
        return answers;
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
