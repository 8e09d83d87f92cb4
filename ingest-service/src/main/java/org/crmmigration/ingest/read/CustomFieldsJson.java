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
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.StagedFile;
import org.crmmigration.messaging.record.Finding.Severity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Custom field definitions as Kartra's command {@code retrieve_custom_fields} answers them: an array
 * {@code custom_fields} of {@code field_identifier}, {@code field_type} and, for choices, {@code field_value} with
 * {@code option_id} and {@code option_value}. Each definition counts as a row.
 */
final class CustomFieldsJson {

    private static final List<String> TITLES = List.of("field_id", "field_identifier", "field_type", "options");

    private final Sql sql;
    private final FileTable files;
    private final RowStates states;
    private final Findings findings;
    private final Turns turns;

    CustomFieldsJson(Sql sql, FileTable files, RowStates states, Findings findings, Turns turns) {
        this.sql = sql;
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
        List<List<String>> rows = rows(file);
        String name = file.input().name();
        if (rows.isEmpty()) {
            for (long line = 1; line <= probe.lines(); line++) {
                states.reject(file.id(), line, Rule.F02.name());
            }
            files.done(file, StagedFile.State.REJECTED, probe.lines(), 0, 0);
            findings.add(Rule.F02, Severity.FATAL, Where.file(name), null, "this JSON holds no custom_fields");
            return;
        }
        Header header = Header.of(FileKind.CUSTOM_FIELDS, TITLES);
        files.understood(file, header, ' ');
        RowStaging staging = new RowStaging(sql, file, header, states, findings, turns);
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
        earlier.ifPresent(same -> findings.add(Rule.F04, Where.file(name), null, "it is " + same));
    }

    private static List<List<String>> rows(StagedFile file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (InputStream in = file.input().open()) {
            JsonNode root = JsonMapper.shared().readTree(in);
            JsonNode fields = root.isArray() ? root : root.path("custom_fields");
            for (JsonNode field : fields) {
                if (field.hasNonNull("field_identifier")) {
                    rows.add(List.of(
                            field.path("field_id").asString(""),
                            field.path("field_identifier").asString(""),
                            field.path("field_type").asString(""),
                            options(field.path("field_value"))));
                }
            }
        } catch (JacksonException _) {
            rows.clear();
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
