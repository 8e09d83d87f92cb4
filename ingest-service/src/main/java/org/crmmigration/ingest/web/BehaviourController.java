package org.crmmigration.ingest.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.crmmigration.ingest.behaviour.Taxonomy;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A migration's rules of what tags betray, as YAML; they count from the next export on. */
@RestController
@RequestMapping(path = "/api/migrations/{migration}/behaviours")
public final class BehaviourController {

    private static final String YAML = "application/yaml";

    private final Exports exports;

    BehaviourController(Exports exports) {
        this.exports = exports;
    }

    @GetMapping(produces = YAML)
    String rules(@PathVariable String migration) {
        return Taxonomy.text(exports.staging(migration).behaviours());
    }

    /** Replaces the rules; text that is none is refused with a sentence. */
    @PutMapping(consumes = {YAML, "text/plain"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replace(@PathVariable String migration, @RequestBody String yaml) throws IOException {
        var _ = Taxonomy.parse(yaml);
        Path file = exports.staging(migration).behaviours();
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        Files.writeString(part, yaml);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Goes back to the rules as delivered. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable String migration) throws IOException {
        Files.deleteIfExists(exports.staging(migration).behaviours());
    }
}
