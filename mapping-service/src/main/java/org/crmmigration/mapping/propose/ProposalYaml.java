package org.crmmigration.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.crmmigration.mapping.plan.FieldNeed;
import org.crmmigration.mapping.propose.Pairing.Subject;
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
        owners();
        Map<String, List<Line>> byEntity = new TreeMap<>();
        proposal.lines()
                .forEach(line -> byEntity.computeIfAbsent(line.need().entity(), _ -> new ArrayList<>())
                        .add(line));
        entities(byEntity);
        names();
        objects(byEntity);
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
                    + candidate.field().type() + column(need, candidate) + "}");
        }
    }

    /** What keeps the field's type; where fields are found by column, one not called as ours would be has to be named. */
    private String column(FieldNeed need, Candidate candidate) {
        return proposal.columns() && !candidate.field().isColumnOf(need.slug())
                ? ", column: " + candidate.field().column()
                : ", existing: yes";
    }

    private void owners() {
        List<Pairing> owners = of(Subject.OWNER);
        if (owners.isEmpty() && proposal.handedOver().isEmpty()) {
            return;
        }
        boolean any = !proposal.handedOver().isEmpty() || owners.stream().anyMatch(Pairing::proposed);
        line("# Owners by e-mail address. Those not named here belong to whom the choice owners.unmatched says.");
        line((any ? "" : "# ") + "owners:");
        proposal.handedOver().forEach((owner, user) -> line("  " + entry(owner, user) + "  # handed over already"));
        owners.forEach(owner -> {
            line("  # " + owner.name() + String.format(Locale.ROOT, " (%,d objects): ", owner.objects()) + said(owner));
            if (!owner.same()) {
                line((owner.proposed() ? "  " : "  # ")
                        + entry(owner.name(), owner.meant().orElse("")));
            }
        });
    }

    private void names() {
        proposal.pairings().stream()
                .filter(pairing -> pairing.subject() != Subject.OWNER)
                .forEach(pairing -> line("# "
                        + pairing.subject().name().toLowerCase(Locale.ROOT) + " " + quoted(pairing.name())
                        + (pairing.within().isEmpty() ? "" : " of " + quoted(pairing.within())) + ": "
                        + said(pairing)));
    }

    /** What rules say otherwise than the default: values that are spelled otherwise there, names of pipelines and stages. */
    private void objects(Map<String, List<Line>> byEntity) {
        Map<String, List<String>> byRule = new TreeMap<>();
        byEntity.values().stream()
                .flatMap(List::stream)
                .forEach(line -> spelled(line).ifPresent(value -> {
                    List<String> said = byRule.computeIfAbsent(line.need().rule(), _ -> new ArrayList<>());
                    if (said.isEmpty()) {
                        said.add("    # Values whose spelling differs from the option that means the same.");
                        said.add("    custom:");
                    }
                    said.addAll(value);
                }));
        proposal.renamings().forEach(renaming -> renamed(renaming, byRule));
        if (!byRule.isEmpty()) {
            line("objects:");
            byRule.forEach((rule, lines) -> {
                line("  " + rule + ":");
                lines.forEach(this::line);
            });
        }
    }

    private static Optional<List<String>> spelled(Line line) {
        return line.chosen()
                .filter(best -> !best.values().isEmpty())
                .filter(_ ->
                        !line.need().rule().isEmpty() && !line.need().source().isEmpty())
                .map(best -> {
                    List<String> said = new ArrayList<>();
                    said.add("      " + line.need().slug() + ":");
                    said.add("        from: " + line.need().source());
                    said.add("        map:");
                    best.values().forEach((from, to) -> said.add("          " + entry(from, to)));
                    return said;
                });
    }

    private void renamed(Renaming renaming, Map<String, List<String>> byRule) {
        Map<String, String> others = renaming.map(of(renaming.subject()));
        Map<String, String> doubtful = renaming.doubtful(of(renaming.subject()));
        if (!others.isEmpty()) {
            List<String> said = byRule.computeIfAbsent(renaming.rule(), _ -> new ArrayList<>());
            said.add("    fields:");
            said.add("      name:");
            said.add("        from: " + renaming.from());
            renaming.max().ifPresent(max -> said.add("        max: " + max));
            said.add("        map:");
            others.forEach((from, to) -> said.add("          " + entry(from, to)));
            doubtful.forEach((from, to) -> said.add("          # " + entry(from, to)));
        }
    }

    private static String said(Pairing pairing) {
        String meant = pairing.meant()
                .filter(_ -> !pairing.same())
                .map(name -> quoted(name) + " is meant, ")
                .orElse("");
        return meant + String.format(Locale.ROOT, "confidence %.2f (", pairing.confidence()) + pairing.reason() + ")";
    }

    private List<Pairing> of(Subject subject) {
        return proposal.pairings().stream()
                .filter(pairing -> pairing.subject() == subject)
                .toList();
    }

    private static String entry(String from, String to) {
        return quoted(from) + ": " + quoted(to);
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
