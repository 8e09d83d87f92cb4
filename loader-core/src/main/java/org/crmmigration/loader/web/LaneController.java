package org.crmmigration.loader.web;

import java.util.List;
import org.crmmigration.loader.Loaders;
import org.crmmigration.loader.engine.LaneState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How lanes stand, and the word that lets a lane go on which stopped for a person to look. */
@RestController
public final class LaneController {

    private final Loaders loaders;

    /** Answers for the lanes of this process. */
    public LaneController(Loaders loaders) {
        this.loaders = loaders;
    }

    /** All lanes of this process. */
    @GetMapping("/api/lanes")
    public List<LaneState> lanes() {
        return loaders.lanes();
    }

    /** A migration's lane; 404 when this process does not have it. */
    @GetMapping("/api/migrations/{migration}/lane")
    public LaneState lane(@PathVariable("migration") String migration) {
        return loaders.lane(migration).orElseThrow(() -> notHere(migration));
    }

    /** Lets the lane go on; 404 when this process does not have it. */
    @PostMapping("/api/migrations/{migration}/lane/resume")
    public ResponseEntity<LaneState> resume(@PathVariable("migration") String migration) {
        if (!loaders.resume(migration)) {
            throw notHere(migration);
        }
        return ResponseEntity.of(loaders.lane(migration));
    }

    /** Has the account's schema read again and published on the ledger; 404 when this process does not have the lane. */
    @PostMapping("/api/migrations/{migration}/lane/schema")
    public ResponseEntity<Void> readSchema(@PathVariable("migration") String migration) {
        if (!loaders.readSchema(migration)) {
            throw notHere(migration);
        }
        return ResponseEntity.accepted().build();
    }

    private static ErrorResponseException notHere(String migration) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "this process has no lane of migration " + migration
                        + "; another instance may have it, or its destination has no loader here");
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
