package org.crmmigration.mapping.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.mapping.run.Order;
import org.crmmigration.mapping.run.Orders;
import org.crmmigration.mapping.run.OwnerQueue;
import org.crmmigration.mapping.run.Preparation;
import org.crmmigration.mapping.run.Register;
import org.crmmigration.mapping.run.Register.View;
import org.crmmigration.mapping.run.Sampling;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.LatestSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What comes before a run: what the account lacks, whom records would belong to, which records to rehearse with. Looks at
 * the draft mapping, or at the confirmed one where there is no draft. Nothing is written but drafts.
 */
@RestController
public final class PreparationController {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Register register;
    private final Drafts drafts;
    private final Orders orders;
    private final LatestSchema schemas;
    private final Tools tools;

    /** What works answers out. */
    public record Tools(Preparation preparation, OwnerQueue owners, Sampling sampling) {}

    /** Serves the migrations of the register. */
    public PreparationController(Register register, Drafts drafts, Orders orders, LatestSchema schemas, Tools tools) {
        this.register = register;
        this.drafts = drafts;
        this.orders = orders;
        this.schemas = schemas;
        this.tools = tools;
    }

    /** Users by the owners whose records they get; an empty user takes an owner out of the map. */
    public record OwnerMap(@Nullable Map<String, String> owners) {}

    /** What becomes of fields no longer mapped: leave or clear. */
    public record UnmappedRequest(@Nullable String unmapped) {}

    /** What the preparation would make, what is to be done by hand, which limits it would meet. */
    @GetMapping("/api/migrations/{migration}/preparation")
    public Preparation.Outline preparation(
            @PathVariable String migration, @RequestParam(required = false) @Nullable String export) {
        View view = view(migration);
        return tools.preparation().of(order(view), export(view, export), schema(view));
    }

    /** All owners with how many objects they would get and whether the account has them. */
    @GetMapping("/api/migrations/{migration}/owners")
    public OwnerQueue.Listing owners(
            @PathVariable String migration, @RequestParam(required = false) @Nullable String export) {
        View view = view(migration);
        return tools.owners().of(order(view), export(view, export), schema(view));
    }

    /** Adds replacements of owners to the draft, which has to be confirmed anew; refuses addresses nobody has. */
    @PostMapping("/api/migrations/{migration}/owners")
    public Map<String, String> map(@PathVariable String migration, @RequestBody OwnerMap change) {
        View view = view(migration);
        Map<String, String> owners = Handovers.changed(
                MappingFile.parse(whole(view, text(view))).handover().owners(),
                Objects.requireNonNullElse(change.owners(), Map.of()),
                tools.owners().of(order(view), export(view, null), schema(view)).owners().stream()
                        .map(OwnerQueue.Entry::owner)
                        .toList(),
                schema(view));
        List<String> lines = new ArrayList<>();
        if (!owners.isEmpty()) {
            lines.add("owners:");
            owners.forEach((owner, user) -> lines.add("  " + quoted(owner) + ": " + quoted(user)));
        }
        save(view, DraftBlock.set(text(view), "owners", lines));
        return owners;
    }

    /** Says in the draft what becomes of fields no longer mapped. */
    @PostMapping("/api/migrations/{migration}/mapping/unmapped")
    public Map<String, String> unmapped(@PathVariable String migration, @RequestBody UnmappedRequest request) {
        View view = view(migration);
        String wanted = Objects.requireNonNullElse(request.unmapped(), "leave");
        save(view, DraftBlock.set(text(view), "unmapped", List.of("unmapped: " + wanted)));
        return Map.of("unmapped", wanted);
    }

    /** Chooses a sample under a confirmed version, else the draft, and says what it covers. */
    @GetMapping("/api/migrations/{migration}/sample")
    public Sampling.Sample sample(
            @PathVariable String migration,
            @RequestParam(required = false) @Nullable String export,
            @RequestParam(required = false) @Nullable Integer mappingVersion,
            @RequestParam(defaultValue = "100") int size) {
        View view = view(migration);
        int wanted = Math.clamp(size, Sampling.SMALLEST, Sampling.LARGEST);
        MappingConfirmed confirmed = view.confirmed();
        Order order = mappingVersion == null || confirmed == null
                ? order(view)
                : orders.confirmed(definition(view), confirmed, mappingVersion);
        return tools.sampling().of(order, export(view, export), wanted);
    }

    /** The same as a page. */
    @GetMapping(path = "/api/migrations/{migration}/sample.html", produces = "text/html;charset=UTF-8")
    public String samplePage(
            @PathVariable String migration,
            @RequestParam(required = false) @Nullable String export,
            @RequestParam(required = false) @Nullable Integer mappingVersion,
            @RequestParam(defaultValue = "100") int size) {
        return SamplePage.of(migration, sample(migration, export, mappingVersion, size));
    }

    private void save(View view, String text) {
        MappingFile.complete(definition(view).destination(), text);
        drafts.save(definition(view).migration(), text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private Order order(View view) {
        MappingConfirmed confirmed = view.confirmed();
        String draft = drafts.find(definition(view).migration()).orElse(null);
        return draft == null && confirmed != null
                ? orders.confirmed(definition(view), confirmed, confirmed.version())
                : orders.with(definition(view), MappingFile.parse(whole(view, draft == null ? "" : draft)));
    }

    private static String whole(View view, String differences) {
        return MappingFile.complete(definition(view).destination(), differences);
    }

    private String text(View view) {
        return drafts.find(definition(view).migration()).orElse("");
    }

    private static String export(View view, @Nullable String wanted) {
        String export = wanted == null ? view.export() : wanted;
        if (export == null) {
            throw new MappingController.NotReady(
                    "migration " + definition(view).migration() + " has no completed export; hand in its files first");
        }
        return export;
    }

    private DestinationSchema schema(View view) {
        return schemas.of(definition(view).topics().ledger())
                .orElseThrow(() -> new MappingController.NotReady("nothing is known of the account of migration "
                        + definition(view).migration()
                        + " yet; its loader reads it when it opens the migration's lane"));
    }

    private View view(String migration) {
        return register.find(migration, PATIENCE).orElseThrow(() -> new MappingController.Unknown(migration));
    }

    private static MigrationDefined definition(View view) {
        return Objects.requireNonNull(view.definition());
    }
}
