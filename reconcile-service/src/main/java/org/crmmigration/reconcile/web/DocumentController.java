package org.crmmigration.reconcile.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.crmmigration.reconcile.document.Document;
import org.crmmigration.reconcile.document.DocumentSet;
import org.crmmigration.reconcile.life.Refusal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The documents of a migration, as pages, JSON and CSV. */
@RestController
@RequestMapping("/api/migrations/{migration}/documents")
class DocumentController {

    private final Desk desk;
    private final DocumentSet documents;
    private final JsonMapper json;

    DocumentController(Desk desk, DocumentSet documents, JsonMapper json) {
        this.desk = desk;
        this.documents = documents;
        this.json = json;
    }

    @GetMapping
    List<String> names(@PathVariable("migration") String migration) {
        desk.view(migration);
        return DocumentSet.NAMES;
    }

    @GetMapping("/{name}.{form:json|html|csv}")
    ResponseEntity<String> one(
            @PathVariable("migration") String migration,
            @PathVariable("name") String name,
            @PathVariable("form") String form) {
        Document document = documents
                .find(name, desk.view(migration), desk.ledger(migration))
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.NOT_FOUND,
                        "there is no document " + name + "; there are " + String.join(", ", DocumentSet.NAMES)));
        return switch (form) {
            case "html" -> text("html", document.page());
            case "csv" -> text("csv", document.csv());
            default ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json.writerWithDefaultPrettyPrinter().writeValueAsString(document.facts()));
        };
    }

    private static ResponseEntity<String> text(String subtype, String body) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", subtype, StandardCharsets.UTF_8))
                .body(body);
    }
}
