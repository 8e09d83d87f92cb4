package org.crmmigration.ingest.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.csv.Row;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.StagedFile;
import org.crmmigration.ingest.stage.StagedRows;
import org.crmmigration.messaging.record.Finding.Severity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Kartra's API answers about the account, handed in as a file: an array {@code custom_fields} of
 * {@code field_identifier}, {@code field_type} and, for choices, {@code field_value} with {@code option_id} and
 * {@code option_value}; or arrays {@code account_tags}, {@code account_lists} and {@code account_sequences} of names. Each
 * definition or name counts as a row.
 */
final class ApiJson {

    private static final List<String> FIELD_TITLES = List.of("field_id", "field_identifier", "field_type", "options");
    private static final List<String> ANSWERS =
            List.of("custom_fields", "account_tags", "account_lists", "account_sequences");
    private static final List<String> NAME_TITLES = List.of("what", "name");

    private final StagedRows staged;
    private final FileTable files;
    private final RowStates states;
    private final Findings findings;
    private final Turns turns;

    ApiJson(StagedRows staged, FileTable files, RowStates states, Findings findings, Turns turns) {
        this.staged = staged;
        this.files = files;
        this.states = states;
        this.findings = findings;
        this.turns = turns;
    }

    static boolean looksLike(String head) {
        String start = head.strip();
        return start.startsWith("{") || start.startsWith("[");
    }

    void read(StagedFile file, Probe probe, Optional<String> earlier) throws IOException {
        JsonNode root = root(file);
        List<List<String>> fields = fields(root);
        FileKind kind = fields.isEmpty() ? FileKind.CATALOGUE : FileKind.CUSTOM_FIELDS;
        List<List<String>> rows = fields.isEmpty() ? names(root) : fields;
        if (rows.isEmpty()) {
            reject(file, root, probe.lines());
            return;
        }
        Header header = Header.of(kind, kind == FileKind.CATALOGUE ? NAME_TITLES : FIELD_TITLES);
        files.understood(file, header, ' ');
        RowStaging staging = new RowStaging(staged, file, header, states, findings, turns);
        for (int i = 0; i < rows.size(); i++) {
            if (earlier.isPresent()) {
                states.whileReading(file.id(), i + 1L, RowState.REPEATED, "same file as " + earlier.get());
            } else {
                staging.take(new Row(i + 1L, 0, rows.get(i), true, false), -1);
            }
        }
        staging.finish();
        files.profiled(file, staging.profiles());
        files.done(
                file,
                earlier.isPresent() ? StagedFile.State.REPEATED : StagedFile.State.STAGED,
                earlier.isPresent() ? rows.size() : staging.physical(),
                0,
                0);
        earlier.ifPresent(same -> FileFindings.repeated(findings, files, file, same));
    }

    private void reject(StagedFile file, JsonNode root, long lines) {
        boolean refused = root.path("status").asString("").equalsIgnoreCase("error");
        boolean empty = root.isArray() || ANSWERS.stream().anyMatch(root::has);
        Rule rule = refused || empty ? Rule.F01 : Rule.F02;
        String what = "this JSON holds neither custom_fields nor account_tags or account_lists";
        if (refused) {
            what = "Kartra's API answered with an error instead of what was asked";
        } else if (empty) {
            what = "it is an answer of Kartra's API that names nothing";
        }
        for (long line = 1; line <= lines; line++) {
            states.reject(file.id(), line, rule.name());
        }
        files.done(file, StagedFile.State.REJECTED, lines, 0, 0);
        findings.add(rule, Severity.FATAL, Where.file(file.input().name()), null, what);
    }

    private static JsonNode root(StagedFile file) throws IOException {
        try (InputStream in = file.input().open()) {
            return JsonMapper.shared().readTree(in);
        } catch (JacksonException _) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static List<List<String>> fields(JsonNode root) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode field : root.isArray() ? root : root.path("custom_fields")) {
            if (field.hasNonNull("field_identifier")) {
                rows.add(List.of(
                        field.path("field_id").asString(""),
                        field.path("field_identifier").asString(""),
                        field.path("field_type").asString(""),
                        options(field.path("field_value"))));
            }
        }
        return rows;
    }

    private static List<List<String>> names(JsonNode root) {
        List<List<String>> rows = new ArrayList<>();
        for (String what : List.of("tag", "list", "sequence")) {
            for (JsonNode name : root.path("account_" + what + "s")) {
                String plain = name.isObject()
                        ? name.path(what + "_name").asString(name.path("name").asString(""))
                        : name.asString("");
                rows.add(List.of(what, plain));
            }
        }
        return rows;
    }

    private static String options(JsonNode values) {
        List<String> options = new ArrayList<>();
        for (JsonNode value : values) {
            options.add(value.path("option_id").asString("") + "="
                    + value.path("option_value").asString(""));
        }
        return String.join("\n", options);
    }
}
