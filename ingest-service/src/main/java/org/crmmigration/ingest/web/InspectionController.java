package org.crmmigration.ingest.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.crmmigration.ingest.inspect.Audit;
import org.crmmigration.ingest.inspect.Inspection;
import org.crmmigration.ingest.inspect.InspectionPage;
import org.crmmigration.ingest.inspect.RecordLists;
import org.crmmigration.ingest.inspect.Worksheet;
import org.crmmigration.ingest.stage.Staging;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is known of an export before anything moves, for people and programs. */
@RestController
@RequestMapping("/api/migrations/{migration}/exports/{export}")
public final class InspectionController {

    private final Exports exports;

    InspectionController(Exports exports) {
        this.exports = exports;
    }

    @GetMapping("/inspection")
    Inspection inspection(@PathVariable String migration, @PathVariable String export) {
        return Inspection.of(migration, exports.staging(migration), exports.export(migration, export));
    }

    @GetMapping(
            value = {"/inspection.html", "/report.html"},
            produces = MediaType.TEXT_HTML_VALUE)
    String page(@PathVariable String migration, @PathVariable String export) {
        return InspectionPage.html(inspection(migration, export));
    }

    @GetMapping("/audit")
    Audit audit(@PathVariable String migration, @PathVariable String export) {
        return inspection(migration, export).audit();
    }

    /** Source keys of flagged contacts with their flags; no value of the data. */
    @GetMapping(value = "/audit.csv", produces = "text/csv")
    void flagged(@PathVariable String migration, @PathVariable String export, HttpServletResponse response)
            throws IOException {
        csv(migration, export, response, RecordLists::flagged);
    }

    /** Source keys of records that changed since the export before, with the fields in which they did; no value of the data. */
    @GetMapping(value = "/changes.csv", produces = "text/csv")
    void changed(@PathVariable String migration, @PathVariable String export, HttpServletResponse response)
            throws IOException {
        csv(migration, export, response, RecordLists::changed);
    }

    private interface RecordList {
        void write(Staging staging, long export, Appendable out);
    }

    private void csv(String migration, String export, HttpServletResponse response, RecordList list)
            throws IOException {
        long seq = exports.export(migration, export).seq();
        response.setContentType("text/csv;charset=UTF-8");
        try (PrintWriter out = response.getWriter()) {
            list.write(exports.staging(migration), seq, out);
        }
    }

    @GetMapping("/worksheet")
    List<Worksheet.Item> worksheet(@PathVariable String migration, @PathVariable String export) {
        return inspection(migration, export).worksheet();
    }
}
