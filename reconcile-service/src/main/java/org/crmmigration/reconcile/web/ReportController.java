package org.crmmigration.reconcile.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.crmmigration.reconcile.ledger.CauseGroup;
import org.crmmigration.reconcile.ledger.Explanation;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.ledger.Stuck;
import org.crmmigration.reconcile.life.Refusal;
import org.crmmigration.reconcile.report.FailureList;
import org.crmmigration.reconcile.report.Report;
import org.crmmigration.reconcile.report.ReportBuilder;
import org.crmmigration.reconcile.report.ReportPage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The report, and the way from a key to its rows and objects. */
@RestController
@RequestMapping("/api/migrations/{migration}")
class ReportController {

    private final Desk desk;
    private final ReportBuilder reports;

    ReportController(Desk desk, ReportBuilder reports) {
        this.desk = desk;
        this.reports = reports;
    }

    @GetMapping("/report")
    Report report(@PathVariable("migration") String migration) {
        return reports.build(desk.view(migration), desk.ledger(migration));
    }

    @GetMapping(path = "/report.html", produces = "text/html;charset=UTF-8")
    String page(@PathVariable("migration") String migration) {
        return ReportPage.of(report(migration));
    }

    /** Failures grouped by cause, and one page of them one by one. */
    record Failures(@Nullable String run, List<CauseGroup> causes, int page, int size, List<Stuck> items) {}

    @GetMapping("/failures")
    Failures failures(
            @PathVariable("migration") String migration,
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "page", defaultValue = "0") int page,
            @RequestParam(name = "size", defaultValue = "100") int size) {
        Paged.check(page, size);
        String run = run(migration);
        try (var queries = desk.ledger(migration).queries()) {
            return run == null
                    ? new Failures(null, List.of(), page, size, List.of())
                    : new Failures(
                            run, queries.causes(run), page, size, queries.stuck(run, code, size, (long) page * size));
        }
    }

    @GetMapping("/failures.csv")
    void failuresCsv(@PathVariable("migration") String migration, HttpServletResponse response) throws IOException {
        String run = run(migration);
        response.setContentType("text/csv;charset=UTF-8");
        try (var queries = desk.ledger(migration).queries()) {
            FailureList.csv(queries, run == null ? "" : run, response.getWriter());
        }
    }

    private @Nullable String run(String migration) {
        return ReportBuilder.reported(
                        desk.view(migration), desk.ledger(migration).standing())
                .map(RunStanding::run)
                .orElse(null);
    }

    @GetMapping("/explain")
    Explanation explain(@PathVariable("migration") String migration, @RequestParam("key") String key) {
        desk.view(migration);
        try (var queries = desk.ledger(migration).queries()) {
            Explanation explanation = queries.explain(key);
            if (explanation.isEmpty()) {
                throw new Refusal(
                        Refusal.Kind.NOT_FOUND,
                        "nothing is known under this key; give a source key such as contact:4711 or an id of the CRM");
            }
            return explanation;
        }
    }
}
