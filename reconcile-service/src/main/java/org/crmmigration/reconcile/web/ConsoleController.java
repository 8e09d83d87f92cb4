package org.crmmigration.reconcile.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The console: one page that asks the REST interface every two seconds. */
@RestController
class ConsoleController {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'";

    private final String page = page();

    @GetMapping("/console")
    ResponseEntity<String> console() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(page);
    }

    private static String page() {
        try (InputStream in = ConsoleController.class.getResourceAsStream("console.html")) {
            if (in == null) {
                throw new IllegalStateException("console.html is not beside its controller");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
