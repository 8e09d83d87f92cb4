package org.crmmigration.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.mapping.plan.FieldNeed;
import org.crmmigration.mapping.propose.Proposal.Line;
import tools.jackson.databind.json.JsonMapper;

/** A proposal as a mapping file with comments: confidence, reason and losses beside each line. */
public final class ProposalYaml {

    private static final JsonMapper QUOTES = JsonMapper.shared();

    private final Proposal proposal;
    private final StringBuilder out = new StringBuilder();

    private ProposalYaml(Proposal proposal) {
        this.proposal = proposal;
    }

    /** The text; a valid mapping file as it stands. */
    public static String write(Proposal proposal) {
        return new ProposalYaml(proposal).text();
    }

    private String text() {
        line(
                "# Proposed from the export and the live schema of the account. Nothing here runs before it is confirmed.");
        line("# Accept a line by keeping it, edit it, or take it out. Lines that are commented out were less sure.");
        line("version: 1");
        line("destination: " + proposal.destination());
        proposal.fieldsAllowed().ifPresent(allowed -> {
            line("choices:");
            line("  plan_field_limit: " + allowed + "  # as the account's plan says");
        });
        Map<String, List<Line>> byEntity = new TreeMap<>();
        proposal.lines()
                .forEach(line -> byEntity.computeIfAbsent(line.need().entity(), _ -> new ArrayList<>())
                        .add(line));
        entities(byEntity);
        values(byEntity);
        news(byEntity);
        return out.toString();
    }

    private void entities(Map<String, List<Line>> byEntity) {
        if (proposal.lines().stream().allMatch(line -> line.candidates().isEmpty())) {
            return;
        }
        boolean any = proposal.lines().stream().anyMatch(line -> line.chosen().isPresent());
        line((any ? "" : "# ") + "entities:");
        byEntity.forEach((entity, lines) -> {
            if (lines.stream().allMatch(line -> line.candidates().isEmpty())) {
                return;
            }
            String off = lines.stream().anyMatch(line -> line.chosen().isPresent()) ? "" : "# ";
            line(off + "  " + entity + ":");
            line(off + "    custom:");
            lines.forEach(this::existing);
        });
    }

    private void existing(Line line) {
        for (Candidate candidate : line.candidates()) {
            boolean chosen = line.chosen().filter(candidate::equals).isPresent();
            FieldNeed need = line.need();
            line("      # " + need.name() + " to the existing field "
                    + quoted(candidate.field().label())
                    + String.format(Locale.ROOT, ": confidence %.2f (", candidate.confidence())
                    + String.join("; ", candidate.reasons()) + ")");
            candidate.losses().forEach(loss -> line("      # loses: " + loss));
            line((chosen ? "      " : "      # ") + need.slug() + ": {name: "
                    + quoted(candidate.field().label()) + ", type: "
                    + candidate.field().type() + "}");
        }
    }

    /** Values that are spelled otherwise there, for fields that a rule carries as they are. */
    private void values(Map<String, List<Line>> byEntity) {
        List<Line> spelled = byEntity.values().stream()
                .flatMap(List::stream)
                .filter(line ->
                        line.chosen().filter(best -> !best.values().isEmpty()).isPresent())
                .filter(line ->
                        !line.need().rule().isEmpty() && !line.need().source().isEmpty())
                .toList();
        if (spelled.isEmpty()) {
            return;
        }
        line("# Values whose spelling differs from the option that means the same.");
        line("objects:");
        Map<String, List<Line>> byRule = new TreeMap<>();
        spelled.forEach(line -> byRule.computeIfAbsent(line.need().rule(), _ -> new ArrayList<>())
                .add(line));
        byRule.forEach((rule, lines) -> {
            line("  " + rule + ":");
            line("    custom:");
            lines.forEach(line -> {
                line("      " + line.need().slug() + ":");
                line("        from: " + line.need().source());
                line("        map:");
                line.chosen()
                        .orElseThrow()
                        .values()
                        .forEach((from, to) -> line("          " + quoted(from) + ": " + quoted(to)));
            });
        });
    }

    private void news(Map<String, List<Line>> byEntity) {
        line("# New fields, made by preparation because no existing field is like them:");
        byEntity.forEach((entity, lines) -> lines.stream()
                .filter(line -> line.chosen().isEmpty())
                .forEach(line -> {
                    FieldNeed need = line.need();
                    line("#   " + entity + " " + quoted(need.name()) + " (" + need.type() + ")"
                            + String.format(Locale.ROOT, ", confidence %.2f, ", line.confidence())
                            + Matching.filled(need)
                            + (need.widened() ? "; not all values fit " + need.declared() : ""));
                    line.losses().forEach(loss -> line("#     loses: " + loss));
                }));
    }

    private static String quoted(String text) {
        return QUOTES.writeValueAsString(text);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
