package org.crmmigration.mapping.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.mapping.rule.Choices;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.mapping.run.Confirmations;
import org.crmmigration.mapping.run.MappingRuns;
import org.crmmigration.mapping.run.MappingTexts;
import org.crmmigration.mapping.run.Orders;
import org.crmmigration.mapping.run.Preview;
import org.crmmigration.mapping.run.Register;
import org.crmmigration.mapping.run.Register.View;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Mappings over HTTP. A migration's file is handed in as a draft, looked at in a preview, and confirmed; only what is
 * confirmed is ever run. Errors are problem+json; those of a mapping name file, line, key and the nearest valid name.
 */
@RestController
public final class MappingController {

    private static final String YAML = "application/yaml;charset=UTF-8";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Register register;
    private final Drafts drafts;
    private final Confirmations confirmations;
    private final Rehearsal rehearsal;
    private final Standing standing;

    /** What a preview needs. */
    public record Rehearsal(Orders orders, Preview preview) {}

    /** What tells where a mapping and its run stand. */
    public record Standing(MappingTexts texts, MappingRuns runs) {}

    /** Serves the migrations of the register. */
    public MappingController(
            Register register, Drafts drafts, Confirmations confirmations, Rehearsal rehearsal, Standing standing) {
        this.register = register;
        this.drafts = drafts;
        this.confirmations = confirmations;
        this.rehearsal = rehearsal;
        this.standing = standing;
    }

    /**
     * A mapping as it stands.
     *
     * @param draftConfirmed whether the draft is what was confirmed last
     */
    public record MappingView(
            String migration,
            String destination,
            String draft,
            @Nullable Integer confirmedVersion,
            @Nullable String confirmedSha256,
            String confirmed,
            boolean draftConfirmed,
            Map<String, ChoiceView> choices,
            MappingRuns.@Nullable Standing run) {}

    /** A choice as the draft makes it. */
    public record ChoiceView(String value, Choices.Offer offered) {}

    /** A confirmed mapping. */
    public record ConfirmationView(String migration, int version, String sha256) {}

    /** Asks for a preview; without an export the one completed last is taken. */
    public record PreviewRequest(@Nullable String export) {}

    /** A destination's default mapping with its comments. */
    @GetMapping(path = "/api/mappings/defaults/{destination}", produces = YAML)
    public byte[] defaults(@PathVariable String destination) {
        return MappingFile.defaults(destination).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Takes a draft; it is checked at once and refused with every problem it has. Owners that were handed over with the
     * owner queue stay handed over unless the draft has a block {@code owners} of its own.
     */
    @PutMapping("/api/migrations/{migration}/mapping")
    public MappingView draft(@PathVariable String migration, @RequestBody(required = false) byte @Nullable [] body) {
        View view = view(migration);
        String given = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        String text = DraftBlock.keep(given, "owners", text(migration));
        MappingFile.complete(definition(view).destination(), text);
        drafts.save(migration, text);
        return mapping(migration, view);
    }

    /** Draft, confirmed text and choices of a migration. */
    @GetMapping("/api/migrations/{migration}/mapping")
    public MappingView mapping(@PathVariable String migration) {
        return mapping(migration, view(migration));
    }

    /** Confirms the draft, or the default when there is none; confirming the same text again changes nothing. */
    @PostMapping("/api/migrations/{migration}/mapping/confirmation")
    public ConfirmationView confirm(@PathVariable String migration) {
        View view = view(migration);
        MappingConfirmed confirmed = confirmations.confirm(view, definition(view), text(migration));
        return new ConfirmationView(migration, confirmed.version(), confirmed.sha256());
    }

    /** What a run of the draft over an export would say. */
    @PostMapping("/api/migrations/{migration}/mapping/preview")
    public PreviewView preview(
            @PathVariable String migration, @RequestBody(required = false) @Nullable PreviewRequest request) {
        View view = view(migration);
        MigrationDefined definition = definition(view);
        String export = request == null || request.export() == null ? view.export() : request.export();
        if (export == null) {
            throw new NotReady("migration " + migration + " has no completed export; hand in its files first");
        }
        Mapping mapping = MappingFile.parse(MappingFile.complete(definition.destination(), text(migration)));
        return PreviewView.of(export, rehearsal.preview().of(rehearsal.orders().with(definition, mapping), export));
    }

    private MappingView mapping(String migration, View view) {
        MigrationDefined definition = definition(view);
        MappingConfirmed confirmed = view.confirmed();
        String draft = text(migration);
        Mapping mapping = MappingFile.parse(MappingFile.complete(definition.destination(), draft));
        Map<String, ChoiceView> choices = new LinkedHashMap<>();
        mapping.offers()
                .forEach((name, offer) ->
                        choices.put(name, new ChoiceView(mapping.choices().of(name), offer)));
        return new MappingView(
                migration,
                definition.destination(),
                draft,
                confirmed == null ? null : confirmed.version(),
                confirmed == null ? null : confirmed.sha256(),
                confirmed == null ? "" : confirmedText(definition, confirmed),
                confirmations.stands(view, definition, draft),
                choices,
                standing.runs().standing(migration).orElse(null));
    }

    private String confirmedText(MigrationDefined definition, MappingConfirmed confirmed) {
        return standing.texts()
                .find(definition, confirmed, confirmed.version())
                .map(MappingText::yaml)
                .orElse("");
    }

    private String text(String migration) {
        return drafts.find(migration).orElse("");
    }

    private View view(String migration) {
        return register.find(migration, PATIENCE).orElseThrow(() -> new Unknown(migration));
    }

    private static MigrationDefined definition(View view) {
        return Objects.requireNonNull(view.definition());
    }

    /** Nothing is known of a migration here. */
    static final class Unknown extends RuntimeException {
        Unknown(String migration) {
            super("there is no migration '" + migration + "' here; create it first, or ask the instance that owns it");
        }
    }

    /** Something else must happen before. */
    static final class NotReady extends RuntimeException {
        NotReady(String message) {
            super(message);
        }
    }
}
