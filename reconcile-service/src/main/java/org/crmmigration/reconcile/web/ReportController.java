package org.crmmigration.reconcile.web;

import org.crmmigration.reconcile.ledger.Explanation;
import org.crmmigration.reconcile.life.Refusal;
import org.crmmigration.reconcile.report.Report;
import org.crmmigration.reconcile.report.ReportBuilder;
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
