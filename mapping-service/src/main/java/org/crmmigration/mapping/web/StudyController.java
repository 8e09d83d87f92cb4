package org.crmmigration.mapping.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.mapping.kit.MappingJson;
import org.crmmigration.mapping.propose.Candidate;
import org.crmmigration.mapping.propose.Pairing;
import org.crmmigration.mapping.propose.Proposal;
import org.crmmigration.mapping.propose.ProposalYaml;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.mapping.run.Changes;
import org.crmmigration.mapping.run.Order;
import org.crmmigration.mapping.run.Orders;
import org.crmmigration.mapping.run.Proposals;
import org.crmmigration.mapping.run.Register;
import org.crmmigration.mapping.run.Register.View;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.LatestSchema;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What to look at before a mapping is confirmed: what it could say, and what the draft would change. */
@RestController
public final class StudyController {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Register register;
    private final Drafts drafts;
    private final Orders orders;
    private final LatestSchema schemas;
    private final Studies studies;

    /** What is asked. */
    public record Studies(Proposals proposals, Changes changes) {}

    /** Serves the migrations of the register. */
    public StudyController(Register register, Drafts drafts, Orders orders, LatestSchema schemas, Studies studies) {
        this.register = register;
        this.drafts = drafts;
        this.orders = orders;
        this.schemas = schemas;
        this.studies = studies;
    }

    /** Which export; without one the export completed last. */
    public record StudyRequest(@Nullable String export) {}

    /**
     * A proposal.
     *
     * @param yaml a mapping file with comments, to be edited and handed in as the draft
     * @param names owners, pipelines and stages, and what the account has for them
     */
    public record ProposalView(String export, String yaml, List<LineView> lines, List<Pairing> names) {}

    /** What becomes of one field. */
    public record LineView(
            String entity,
            String field,
            String name,
            String type,
            boolean existing,
            double confidence,
            List<Candidate> candidates,
            List<String> losses) {}

    /**
     * What the draft changes.
     *
     * @param against the version that ran last; null when no full run stands, and everything is new
     * @param objects object type to counts
     * @param fields {@code type.field} to the number of objects in which it differs
     * @param left {@code type.field} to the number of those that do not carry it any more
     * @param clearsUnmapped whether such fields are emptied in the CRM; else they stay
     * @param filled {@code type.field} to the number of objects that carry it
     */
    public record ChangesView(
            String export,
            @Nullable Integer against,
            Map<String, Changes.Count> objects,
            Map<String, Long> fields,
            Map<String, Long> left,
            boolean clearsUnmapped,
            Map<String, Long> filled,
            Changes.Estimate estimate,
            List<ExampleView> examples) {}

    /** An object before and after: the fields that differ. */
    public record ExampleView(String key, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {}

    /** Proposes a mapping file from the export and the account's live schema. */
    @PostMapping("/api/migrations/{migration}/mapping/proposal")
    public ProposalView propose(
            @PathVariable String migration, @RequestBody(required = false) @Nullable StudyRequest request) {
        View view = view(migration);
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        DestinationSchema schema = schemas.of(definition.topics().ledger())
                .orElseThrow(() -> new MappingController.NotReady("nothing is known of the account of migration "
                        + migration + " yet; its loader reads it when it opens the migration's lane"));
        String export = export(migration, view, request);
        Order order = orders.with(
                definition,
                MappingFile.parse(MappingFile.complete(
                        definition.destination(), drafts.find(migration).orElse(""))));
        Proposal proposal = studies.proposals().of(order, export, schema);
        return new ProposalView(
                export,
                ProposalYaml.write(proposal),
                proposal.lines().stream().map(StudyController::line).toList(),
                proposal.pairings());
    }

    /** Compares the draft with the mapping that the last full run was made with. */
    @PostMapping("/api/migrations/{migration}/mapping/changes")
    public ChangesView changes(
            @PathVariable String migration, @RequestBody(required = false) @Nullable StudyRequest request) {
        View view = view(migration);
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        String export = export(migration, view, request);
        Mapping draft = MappingFile.parse(MappingFile.complete(
                definition.destination(), drafts.find(migration).orElse("")));
        MappingText ran = orders.lastRun(definition).orElse(null);
        Order before = ran == null ? null : orders.with(definition, MappingFile.parse(ran.yaml()));
        Changes.Outcome outcome = studies.changes().of(before, orders.with(definition, draft), export);
        return new ChangesView(
                export,
                ran == null ? null : ran.version(),
                outcome.objects(),
                outcome.fields(),
                outcome.left(),
                draft.handover().clearsUnmapped(),
                outcome.filled(),
                outcome.estimate(),
                outcome.examples().stream()
                        .map(example -> new ExampleView(example.key(), plain(example.before()), plain(example.after())))
                        .toList());
    }

    private static LineView line(Proposal.Line line) {
        return new LineView(
                line.need().entity(),
                line.need().slug(),
                line.need().name(),
                line.need().type(),
                line.chosen().isPresent(),
                line.confidence(),
                line.candidates(),
                line.losses());
    }

    private static Map<String, @Nullable Object> plain(Map<String, Value> values) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> plain.put(name, MappingJson.plain(value)));
        return plain;
    }

    private static String export(String migration, View view, @Nullable StudyRequest request) {
        String export = request == null || request.export() == null ? view.export() : request.export();
        if (export == null) {
            throw new MappingController.NotReady(
                    "migration " + migration + " has no completed export; hand in its files first");
        }
        return export;
    }

    private View view(String migration) {
        return register.find(migration, PATIENCE).orElseThrow(() -> new MappingController.Unknown(migration));
    }
}
