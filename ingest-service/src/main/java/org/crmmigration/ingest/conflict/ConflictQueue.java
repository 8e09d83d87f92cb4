package org.crmmigration.ingest.conflict;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;
import org.jspecify.annotations.Nullable;

/**
 * The conflicts of a migration and the answers to them. Answers lie in a file of their own, so that they can be given
 * while an export is read; the next generation applies them, and so does every one after it.
 */
public final class ConflictQueue {

    private final Staging staging;
    private final Clock clock;

    /** The queue of a migration. */
    public ConflictQueue(Staging staging, Clock clock) {
        this.staging = staging;
        this.clock = clock;
    }

    /**
     * A conflict, without a value of the data.
     *
     * @param records the source keys of what it is about
     * @param rows file and row, {@code contacts.csv:17}
     * @param columns headers of the columns in which the rows differ
     * @param answers the words that answer it; the first is what happens meanwhile
     * @param answer what was decided, if it was
     * @param open whether the files of the latest export still hold it
     */
    public record Conflict(
            String id,
            String kind,
            String question,
            List<String> records,
            List<String> rows,
            List<String> columns,
            List<String> answers,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            boolean open,
            long firstExport,
            long lastExport) {}

    private record Given(Answer answer, Instant at) {}

    /** All conflicts, the oldest first. */
    public List<Conflict> all() {
        if (!staging.exists()) {
            return List.of();
        }
        Map<String, Given> given = given();
        List<Conflict> conflicts = new ArrayList<>();
        try (Sql sql = staging.rows()) {
            sql.each("""
                    select id, kind, source_keys, places, columns, open, first_export, last_export from conflict
                    order by first_export, kind, id
                    """, row -> conflicts.add(conflict(row, given.get(row.text(1)))));
        }
        return conflicts;
    }

    /** The conflict with an id. */
    public Optional<Conflict> find(String id) {
        return all().stream().filter(conflict -> conflict.id().equals(id)).findFirst();
    }

    /**
     * Answers a conflict; a second answer replaces the first.
     *
     * @throws IngestException when this answer makes no sense for it
     */
    public void answer(Conflict conflict, String word) {
        Answer answer = Answer.of(word)
                .filter(wanted -> conflict.answers().contains(wanted.word()))
                .orElseThrow(() -> new IngestException(
                        "this conflict is answered by one of " + String.join(", ", conflict.answers())));
        try (Sql sql = staging.exports()) {
            sql.run(
                    "insert or replace into conflict_answer (id, answer, at) values (?, ?, ?)",
                    conflict.id(),
                    answer.name(),
                    clock.millis());
            sql.commit();
        }
    }

    /** Answers by conflict. */
    public Map<String, Answer> answers() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        given().forEach((id, given) -> answers.put(id, given.answer()));
        return answers;
    }

    private Map<String, Given> given() {
        Map<String, Given> given = new LinkedHashMap<>();
        try (Sql sql = staging.exports()) {
            sql.each(
                    "select id, answer, at from conflict_answer",
                    row -> given.put(
                            row.text(1), new Given(Answer.valueOf(row.text(2)), Instant.ofEpochMilli(row.number(3)))));
        }
        return given;
    }

    private static List<String> texts(String joined) {
        return joined.isEmpty() ? List.of() : Lines.split(joined);
    }

    private static Conflict conflict(Sql.Rows row, @Nullable Given given) {
        ConflictKind kind = ConflictKind.valueOf(row.text(2));
        return new Conflict(
                row.text(1),
                kind.word(),
                kind.question(),
                texts(row.text(3)),
                texts(row.text(4)),
                texts(row.text(5)),
                kind.answers().stream().map(Answer::word).toList(),
                given == null ? null : given.answer().word(),
                given == null ? null : given.at(),
                row.number(6) == 1,
                row.number(7),
                row.number(8));
    }
}
