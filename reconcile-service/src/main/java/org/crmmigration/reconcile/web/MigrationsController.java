package org.crmmigration.reconcile.web;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.life.Creation;
import org.crmmigration.reconcile.life.MigrationView;
import org.crmmigration.reconcile.life.NewMigration;
import org.crmmigration.reconcile.life.Refusal;
import org.crmmigration.reconcile.life.Register;
import org.crmmigration.reconcile.life.Runs;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Creates migrations, says where they are, starts, pauses and resumes their runs. */
@RestController
@RequestMapping("/api/migrations")
class MigrationsController {

    private final Desk desk;
    private final Register register;
    private final Creation creation;
    private final Runs runs;
    private final StatusBuilder statuses;

    MigrationsController(Desk desk, Register register, Creation creation, Runs runs, StatusBuilder statuses) {
        this.desk = desk;
        this.register = register;
        this.creation = creation;
        this.runs = runs;
        this.statuses = statuses;
    }

    /** What a run is asked for; all may be absent. */
    record RunRequest(
            @Nullable String export,
            @Nullable Integer mappingVersion,
            @Nullable WantedScope scope) {}

    /** Why it is paused; may be absent. */
    record PauseRequest(@Nullable String reason) {}

    @PostMapping
    ResponseEntity<MigrationStatus> create(@RequestBody NewMigration wanted) {
        String slug = wanted.migration();
        if (slug == null) {
            throw new Refusal(Refusal.Kind.INVALID, "migration is missing: give it a name of a-z, 0-9 and '-'");
        }
        desk.own(slug);
        boolean created = creation.create(wanted);
        MigrationStatus status = statuses.status(desk.view(slug));
        return created
                ? ResponseEntity.created(URI.create("/api/migrations/" + slug)).body(status)
                : ResponseEntity.ok(status);
    }

    @GetMapping
    Paged<MigrationStatus> all(
            @RequestParam(name = "page", defaultValue = "0") int page,
            @RequestParam(name = "size", defaultValue = "100") int size) {
        var views = Paged.of(register.all(), page, size);
        return new Paged<>(
                page,
                size,
                views.total(),
                views.items().stream().map(statuses::status).toList());
    }

    @GetMapping("/{migration}")
    MigrationStatus one(@PathVariable("migration") String migration) {
        return statuses.status(desk.view(migration));
    }

    @PostMapping("/{migration}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> run(
            @PathVariable("migration") String migration, @RequestBody(required = false) @Nullable RunRequest request) {
        MigrationView view = desk.view(migration);
        RunRequest asked = Objects.requireNonNullElse(request, new RunRequest(null, null, null));
        RunScope scope = scope(view, asked.scope());
        return Map.of("run", runs.start(migration, asked.export(), asked.mappingVersion(), scope));
    }

    private RunScope scope(MigrationView view, @Nullable WantedScope wanted) {
        if (wanted == null) {
            return RunScope.EVERYTHING;
        }
        RunRequested last = view.run();
        String migration = Objects.requireNonNull(view.definition()).migration();
        try (LedgerQueries queries = desk.ledger(migration).queries()) {
            return wanted.scope(queries, last == null ? "" : last.run());
        }
    }

    @PostMapping("/{migration}/pause")
    MigrationStatus pause(
            @PathVariable("migration") String migration,
            @RequestBody(required = false) @Nullable PauseRequest request) {
        desk.view(migration);
        String reason = request == null || request.reason() == null ? "paused by a person" : request.reason();
        runs.pause(migration, reason);
        return statuses.status(desk.view(migration));
    }

    @PostMapping("/{migration}/resume")
    MigrationStatus resume(@PathVariable("migration") String migration) {
        desk.view(migration);
        runs.resume(migration);
        return statuses.status(desk.view(migration));
    }
}
