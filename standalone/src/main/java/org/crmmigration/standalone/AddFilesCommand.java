package org.crmmigration.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** More files for a migration: uploaded in pieces, handed in as one export, read and published. */
@Command(
        name = "add-files",
        description = {
            "Uploads files to a migration and hands them in as its next export.",
            "Broken off and called again, it goes on where the upload was."
        },
        mixinStandardHelpOptions = true)
final class AddFilesCommand implements Callable<Integer> {

    private static final int PIECE = 8 << 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--state", paramLabel = "DIR", description = "The migration's state directory.")
    @Nullable
    Path state;

    @Option(names = "--url", paramLabel = "URL", description = "A running ingest service instead of a state directory.")
    @Nullable
    URI url;

    @Option(names = "--migration", paramLabel = "NAME", description = "The migration's name, with --url.")
    @Nullable
    String migration;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "What the upload is called (default: made of the files' names and sizes).")
    @Nullable
    String name;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or directories of files.")
    @SuppressWarnings("NullAway.Init")
    List<Path> files;

    @Override
    public Integer call() {
        List<Path> all = files.stream().flatMap(AddFilesCommand::expand).toList();
        if (all.isEmpty()) {
            throw new Stop(ExitCode.BAD_INPUT, "There are no files at the paths given.");
        }
        if (url != null && migration != null) {
            add(new MigrationApi(url), "/api/migrations/" + migration, all);
        } else if (state != null) {
            ConflictsCommand.with(state, (api, path) -> add(api, path, all));
        } else {
            throw new Stop(ExitCode.BAD_INPUT, "Say --state DIR, or --url URL with --migration NAME.");
        }
        return ExitCode.OK.status();
    }

    private void add(MigrationApi api, String path, List<Path> all) {
        String upload = name == null ? "added-" + Integer.toHexString(fingerprint(all)) : name;
        for (Path file : all) {
            upload(api, path + "/exports/" + upload + "/files/" + plain(file), file);
        }
        JsonNode body = JsonMapper.shared().createObjectNode().put("upload", upload);
        String export = api.post(path + "/exports", body).path("export").asString("");
        JsonNode summary = api.get(path + "/exports/" + export).path("summary");
        while (!List.of("COMPLETED", "REJECTED").contains(summary.path("state").asString(""))) {
            Waiting.pause(BETWEEN_LOOKS);
            summary = api.get(path + "/exports/" + export).path("summary");
        }
        String message = summary.path("message").asString("");
        if (summary.path("state").asString("").equals("REJECTED")) {
            throw new Stop(ExitCode.BAD_INPUT, export + ": " + message);
        }
        say("%s: %,d rows read, %s".formatted(export, summary.path("rowsRead").asLong(0), message));
    }

    private void upload(MigrationApi api, String path, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long total = Files.size(file);
            OptionalLong missing = api.missingFrom(path);
            if (missing.isEmpty()) {
                say(file.getFileName() + " is there already");
                return;
            }
            long offset = Math.min(missing.getAsLong(), total);
            in.skipNBytes(offset);
            do {
                byte[] piece = in.readNBytes(PIECE);
                if (piece.length == 0) {
                    throw new Stop(ExitCode.BAD_INPUT, file + " is empty, or became shorter.");
                }
                api.putPiece(path, piece, offset, total);
                offset += piece.length;
            } while (offset < total);
            say("%s: %,d bytes".formatted(file.getFileName(), total));
        } catch (IOException e) {
            throw new Stop(ExitCode.BAD_INPUT, file + " cannot be read.", e);
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private static Stream<Path> expand(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return new ArrayList<>(inside.filter(Files::isRegularFile)
                            .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                            .sorted()
                            .toList())
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int fingerprint(List<Path> all) {
        List<Object> what = new ArrayList<>();
        for (Path file : all) {
            try {
                what.add(file.toAbsolutePath().toString());
                what.add(Files.size(file));
                what.add(Files.getLastModifiedTime(file).toMillis());
            } catch (IOException e) {
                throw new Stop(ExitCode.BAD_INPUT, "There is no file " + file + ".", e);
            }
        }
        return what.hashCode();
    }

    /** The file's name as the service takes it. */
    private static String plain(Path file) {
        return String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._()-]", "_");
    }
}
