package org.crmmigration.reconcile.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.life.Refusal;
import org.crmmigration.reconcile.life.Runs;
import org.crmmigration.reconcile.rollback.OwnRuns;
import org.crmmigration.reconcile.rollback.RollbackPages;
import org.crmmigration.reconcile.rollback.RollbackPreview;
import org.crmmigration.reconcile.rollback.RollbackPreviews;
import org.crmmigration.reconcile.rollback.RollbackReport;
import org.crmmigration.reconcile.rollback.RollbackReports;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes migrations back, says beforehand what that would mean and afterwards what it did; reads back without a load. */
@RestController
@RequestMapping("/api/migrations/{migration}")
class RollbackController {

    private static final String HTML = "text/html;charset=UTF-8";

    private final Desk desk;
    private final Runs runs;
    private final RollbackPreviews previews;
    private final RollbackReports reports;

    RollbackController(Desk desk, Runs runs, RollbackPreviews previews, RollbackReports reports) {
        this.desk = desk;
        this.runs = runs;
        this.previews = previews;
        this.reports = reports;
    }

    /**
     * What is to be taken back or looked at; all of it when nothing is named.
     *
     * @param run what this run and later ones wrote
     * @param phase what this phase of the mapping wrote
     * @param type objects of this type
     * @param keys objects, each {@code objectType|sourceKey} or a source key
     */
    record Selection(
            @Nullable String run,
            @Nullable Integer phase,
            @Nullable String type,
            @Nullable Set<String> keys) {

        private static final Selection ALL = new Selection(null, null, null, null);

        RunScope scope(Reach reach, Set<String> causes) {
            try {
                return new RunScope(reach, causes, keys == null ? Set.of() : keys, new RunScope.Part(run, phase, type));
            } catch (IllegalArgumentException e) {
                throw new Refusal(Refusal.Kind.INVALID, String.valueOf(e.getMessage()));
            }
        }
    }

    /** A rollback that was asked for, in a line. */
    record Line(String run, RunScope scope, boolean ended, long objects, long done) {}

    @PostMapping("/rollbacks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> takeBack(
            @PathVariable("migration") String migration, @RequestBody(required = false) @Nullable Selection selection) {
        desk.view(migration);
        Selection asked = selection == null ? Selection.ALL : selection;
        return Map.of("run", runs.startOwn(migration, asked.scope(Reach.ROLLBACK, Set.of())));
    }

    /** Looks in the CRM for what persons changed; the preview shows it when the run has ended. Writes nothing. */
    @PostMapping("/rollbacks/preview")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> look(
            @PathVariable("migration") String migration, @RequestBody(required = false) @Nullable Selection selection) {
        desk.view(migration);
        Selection asked = selection == null ? Selection.ALL : selection;
        return Map.of("run", runs.startOwn(migration, asked.scope(Reach.VERIFICATION, Set.of(OwnRuns.EDITS))));
    }

    @GetMapping("/rollbacks/preview")
    RollbackPreview preview(
            @PathVariable("migration") String migration,
            @RequestParam(name = "run", required = false) @Nullable String run,
            @RequestParam(name = "phase", required = false) @Nullable Integer phase,
            @RequestParam(name = "type", required = false) @Nullable String type,
            @RequestParam(name = "key", required = false) @Nullable Set<String> keys) {
        RunScope scope = new Selection(run, phase, type, keys).scope(Reach.ROLLBACK, Set.of());
        return previews.of(desk.view(migration), desk.ledger(migration), scope);
    }

    @GetMapping(path = "/rollbacks/preview.html", produces = HTML)
    String previewPage(
            @PathVariable("migration") String migration,
            @RequestParam(name = "run", required = false) @Nullable String run,
            @RequestParam(name = "phase", required = false) @Nullable Integer phase,
            @RequestParam(name = "type", required = false) @Nullable String type,
            @RequestParam(name = "key", required = false) @Nullable Set<String> keys) {
        return RollbackPages.of(preview(migration, run, phase, type, keys));
    }

    @GetMapping("/rollbacks")
    List<Line> all(@PathVariable("migration") String migration) {
        desk.view(migration);
        return desk.ledger(migration).standing().runs().values().stream()
                .filter(run -> run.scope().reach() == Reach.ROLLBACK)
                .map(RollbackController::line)
                .toList();
    }

    @GetMapping("/rollbacks/{run}")
    RollbackReport one(@PathVariable("migration") String migration, @PathVariable("run") String run) {
        return reports.of(desk.view(migration), desk.ledger(migration), run)
                .orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, run + " is no rollback of " + migration));
    }

    @GetMapping(path = "/rollbacks/{run}/report.html", produces = HTML)
    String page(@PathVariable("migration") String migration, @PathVariable("run") String run) {
        return RollbackPages.of(one(migration, run));
    }

    /** Reads everything back that is in the CRM, without a load. */
    @PostMapping("/verifications")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> verify(
            @PathVariable("migration") String migration, @RequestBody(required = false) @Nullable Selection selection) {
        desk.view(migration);
        Selection asked = selection == null ? Selection.ALL : selection;
        return Map.of("run", runs.startOwn(migration, asked.scope(Reach.VERIFICATION, Set.of())));
    }

    private static Line line(RunStanding run) {
        return new Line(run.run(), run.scope(), run.endedAt() != null, run.objects(), run.done());
    }
}
