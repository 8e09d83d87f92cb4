package org.crmmigration.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or directories with everything below them.")
    @SuppressWarnings("NullAway.Init")
    List<Path> files;

    @Mixin
    IngestOptions reading = new IngestOptions();

    @Override
    public Integer call() {
        Map<String, Path> all = new UploadNames().of(files);
        if (all.isEmpty()) {
            throw new Stop(ExitCode.BAD_INPUT, "There are no files at the paths given.");
        }
        if (url != null && migration != null) {
            ObjectNode body = JsonMapper.shared().createObjectNode();
            MigrationApi api = new MigrationApi(url);
            String path = "/api/migrations/" + migration;
            add(api, path, all, () -> reading.add(api, path, body), body);
        } else if (state != null) {
            Path kept = state;
            ConflictsCommand.with(kept, (api, path) -> {
                ObjectNode body = JsonMapper.shared().createObjectNode();
                reading.keep(kept);
                add(api, path, all, () -> IngestOptions.apply(kept, api, path, body), body);
            });
        } else {
            throw new Stop(ExitCode.BAD_INPUT, "Say --state DIR, or --url URL with --migration NAME.");
        }
        return ExitCode.OK.status();
    }

    private void add(MigrationApi api, String path, Map<String, Path> all, Runnable settings, ObjectNode body) {
        var _ = api.get(path + "/exports"); // says that there is no such migration, which HEAD cannot
        String upload = name == null ? "added-" + Integer.toHexString(fingerprint(all.values())) : name;
        all.forEach((file, from) -> upload(api, path + "/exports/" + upload + "/files/" + segment(file), file, from));
        body.put("upload", upload);
        settings.run();
        Progress progress = new Progress(spec.commandLine().getOut(), Terminal.there());
        var _ = new ExportIntake(api, path, upload, progress).bringIn(body);
    }

    private void upload(MigrationApi api, String path, String name, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long total = Files.size(file);
            MigrationApi.Uploaded there = api.uploaded(path);
            if (there.complete() && there.bytes() == total) {
                say(name + " is there already");
                return;
            }
            long offset = there.complete() ? 0 : Math.min(there.bytes(), total);
            in.skipNBytes(offset);
            if (total == 0) {
                api.putEmpty(path);
            }
            while (offset < total) {
                byte[] piece = in.readNBytes((int) Math.min(PIECE, total - offset));
                if (piece.length == 0) {
                    throw new Stop(ExitCode.BAD_INPUT, file + " became shorter while it was sent; say it again.");
                }
                api.putPiece(path, piece, offset, total);
                offset += piece.length;
            }
            say("%s: %,d bytes".formatted(name, total));
        } catch (IOException e) {
            throw new Stop(ExitCode.BAD_INPUT, file + " cannot be read.", e);
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static int fingerprint(Collection<Path> all) {
        List<Object> what = new ArrayList<>();
        for (Path file : all) {
            try {
                what.add(file.toAbsolutePath().toString());
                what.add(Files.size(file));
                what.add(Files.getLastModifiedTime(file).toMillis());
            } catch (IOException e) {
                throw new Stop(ExitCode.BAD_INPUT, file + " cannot be read.", e);
            }
        }
        return what.hashCode();
    }
}
