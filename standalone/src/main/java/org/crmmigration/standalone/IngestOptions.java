package org.crmmigration.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.IngestException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the export's files are to be read. What was said is kept in the state directory, so that it need not be said again;
 * of the Kartra account only the path of its file is kept.
 */
final class IngestOptions {

    private static final String FILE = "ingest-options.json";
    private static final String BEHAVIOURS = "behaviours";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Option(
            names = "--kartra-account",
            paramLabel = "FILE",
            description =
                    "Account file of the Kartra account; its API is asked, read only, for custom fields, tags, lists.")
    @Nullable
    Path kartraAccount;

    @Option(
            names = "--behaviours",
            paramLabel = "FILE",
            description = "Rules of what tags betray (YAML); see migrate behaviours.")
    @Nullable
    Path behaviours;

    @Option(
            names = "--setting",
            paramLabel = "KEY=VALUE",
            description = {
                "How the files are read: timeZone, currency, region, dateOrder, strict, partial, includeDeleted, expectedContacts,",
                "staleAfterMonths, kind.<file>, range.<file>. May be repeated; without a value it is taken back."
            })
    Map<String, String> settings = new LinkedHashMap<>();

    /** What the options say as settings of an export. */
    Map<String, String> asSettings() {
        Map<String, String> all = new TreeMap<>(settings);
        all.values().removeIf(String::isBlank);
        try {
            var _ = ExportSettings.of(Map.of(), all);
        } catch (IngestException e) {
            throw new Stop(ExitCode.USAGE, "--setting: " + e.getMessage() + '.', e);
        }
        if (kartraAccount != null) {
            all.put("kartraAccount", readable(kartraAccount).toString());
        }
        return all;
    }

    /** The zone of dates, which mapping reads in it as well: as an option or setting says, else as was said before. */
    @Nullable
    String zone(@Nullable String option, Path state) {
        String said = option == null ? settings.get("timeZone") : option;
        String zone = said == null ? KeptRequest.timeZone(state) : said;
        return zone.isBlank() ? null : zone;
    }

    /** Keeps what was said for this and later commands on the state. */
    void keep(Path state) {
        Map<String, String> said = asSettings();
        Path rules = behaviours;
        if (settings.isEmpty() && said.isEmpty() && rules == null) {
            return;
        }
        ObjectNode kept = kept(state);
        kept.remove(settings.keySet());
        said.forEach(kept::put);
        if (rules != null) {
            kept.put(BEHAVIOURS, readable(rules).toString());
        }
        try {
            Files.createDirectories(state);
            Files.writeString(state.resolve(FILE), JSON.writeValueAsString(kept));
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The state directory " + state + " cannot be written.", e);
        }
    }

    /** Adds what was said to the body that hands an export in, where there is no state directory that keeps it. */
    void add(MigrationApi api, String path, ObjectNode body) {
        if (behaviours != null) {
            api.putYaml(path + "/behaviours", text(behaviours));
        }
        asSettings().forEach(body.withObject("/settings")::put);
    }

    /** Adds what was kept to the body that hands an export in, and hands in the rules of what tags betray. */
    static void apply(Path state, MigrationApi api, String path, ObjectNode body) {
        ObjectNode kept = kept(state);
        JsonNode rules = kept.remove(BEHAVIOURS);
        if (rules != null) {
            api.putYaml(path + "/behaviours", text(Path.of(rules.asString(""))));
        }
        if (!kept.isEmpty()) {
            body.set("settings", kept);
        }
    }

    private static ObjectNode kept(Path state) {
        try {
            Path file = state.resolve(FILE);
            return Files.exists(file) && JSON.readTree(Files.readString(file)) instanceof ObjectNode kept
                    ? kept
                    : JSON.createObjectNode();
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The state directory " + state + " cannot be read.", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Stop(ExitCode.BAD_INPUT, "The file " + file + " cannot be read as UTF-8 text.", e);
        }
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new Stop(ExitCode.BAD_INPUT, "The file " + file + " cannot be read; check the path.");
        }
        return file.toAbsolutePath().normalize();
    }
}
