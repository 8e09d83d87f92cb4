package org.crmmigration.ingest.web;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.conflict.ConflictQueue;
import org.crmmigration.ingest.conflict.ConflictQueue.Conflict;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The queue of conflicts: what contradicts itself, and what people decide. The next generation applies the answers. */
@RestController
@RequestMapping("/api/migrations/{migration}/conflicts")
public final class ConflictController {

    private final Exports exports;

    ConflictController(Exports exports) {
        this.exports = exports;
    }

    /** One page of conflicts and how many there are. */
    record Page(long total, int page, List<Conflict> conflicts) {}

    /**
     * A page of the queue.
     *
     * @param state {@code waiting} (open without an answer), {@code answered} or {@code all}
     */
    @GetMapping
    Page all(
            @PathVariable String migration,
            @RequestParam(defaultValue = "all") String state,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        Predicate<Conflict> wanted = switch (state) {
            case "waiting" -> conflict -> conflict.open() && conflict.answer() == null;
            case "answered" -> conflict -> conflict.answer() != null;
            case "all" -> _ -> true;
            default -> throw new IngestException("state is one of waiting, answered, all");
        };
        List<Conflict> conflicts =
                queue(migration).all().stream().filter(wanted).toList();
        int first = Math.max(0, page);
        int most = Math.clamp(size, 1, 1000);
        return new Page(
                conflicts.size(),
                first,
                conflicts.stream().skip((long) first * most).limit(most).toList());
    }

    /** What was decided: one of the words that the conflict names. */
    record Decision(@Nullable String answer) {}

    @GetMapping("/{id}")
    Conflict one(@PathVariable String migration, @PathVariable String id) {
        return queue(migration)
                .find(id)
                .orElseThrow(() -> new IngestErrors.NotFound("the migration " + migration + " has no conflict " + id));
    }

    /** Answers a conflict with {@code {"answer": "merge"}}. */
    @PutMapping("/{id}")
    Conflict answer(@PathVariable String migration, @PathVariable String id, @RequestBody Decision decision) {
        queue(migration).answer(one(migration, id), Objects.requireNonNullElse(decision.answer(), ""));
        return one(migration, id);
    }

    private ConflictQueue queue(String migration) {
        return new ConflictQueue(exports.staging(migration), Clock.systemUTC());
    }
}
