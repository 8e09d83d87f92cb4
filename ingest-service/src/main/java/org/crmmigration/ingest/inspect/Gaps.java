package org.crmmigration.ingest.inspect;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.crmmigration.ingest.inspect.Inspection.FileSpan;
import org.crmmigration.ingest.inspect.Inspection.Gap;
import org.crmmigration.ingest.inspect.Inspection.RuleCount;

/** What an export lacks: files, months, and what Kartra never exports unless a tag betrays it. */
final class Gaps {

    private static final Map<String, String> FILES = Map.of(
            "contacts", "Without contacts there are no people in the CRM.",
            "transactions", "Without transactions there are no deals and no lifetime spend.",
            "subscriptions", "Without the file subscriptions are rebuilt from the transactions, without intervals.",
            "custom_fields", "Without definitions choice fields arrive as text and options are guessed from values.",
            "owners", "Without owners everything goes to the default owner unless rows name one.");
    private static final Set<String> NEVER_EXPORTED =
            new TreeSet<>(Set.of("form", "survey", "quiz", "webinar", "membership", "course", "video", "page"));

    private Gaps() {}

    static List<Gap> of(List<FileSpan> files, List<RuleCount> rules, Counted census) {
        List<Gap> gaps = new ArrayList<>();
        Set<String> kinds = files.stream().map(FileSpan::kind).collect(Collectors.toSet());
        for (String kind : new TreeSet<>(FILES.keySet())) {
            if (!kinds.contains(kind)) {
                gaps.add(new Gap(
                        "No " + kind.replace('_', ' ') + " file",
                        Objects.requireNonNull(FILES.get(kind)),
                        "Export it, or accept the gap."));
            }
        }
        rules.stream()
                .filter(rule -> rule.rule().equals("R02"))
                .forEach(rule -> gaps.add(new Gap(
                        "Declared days with gaps or overlaps",
                        rule.message(),
                        "The findings name the files and days.")));
        months(gaps, census);
        behaviours(gaps, census);
        gaps.add(new Gap(
                "Sequences, automations, funnels",
                "Kartra exports none of them.",
                "Fill in the worksheet; they are rebuilt by hand and listed in the inventory."));
        gaps.add(new Gap(
                "Lifetime spend",
                "Kartra exports no total.",
                "It is summed from the transactions and labelled as derived."));
        gaps.add(new Gap(
                "Attachments and e-mail history", "Kartra exports neither.", "Keep the Kartra account readable."));
        return gaps;
    }

    private static void months(List<Gap> gaps, Counted census) {
        census.kinds().stream().filter(kind -> kind.kind().equals("order")).forEach(orders -> {
            TreeSet<YearMonth> seen = orders.months().keySet().stream()
                    .map(YearMonth::parse)
                    .collect(Collectors.toCollection(TreeSet::new));
            List<String> missing = new ArrayList<>();
            for (YearMonth month = seen.first(); month.isBefore(seen.last()); month = month.plusMonths(1)) {
                if (!seen.contains(month)) {
                    missing.add(month.toString());
                }
            }
            if (!missing.isEmpty() && seen.size() >= missing.size()) {
                gaps.add(new Gap(
                        "Months without a payment",
                        String.join(", ", missing.subList(0, Math.min(24, missing.size()))),
                        "Check that these months were exported."));
            }
        });
    }

    private static void behaviours(List<Gap> gaps, Counted census) {
        Set<String> found =
                census.signs().stream().map(Counted.TagSign::behaviour).collect(Collectors.toSet());
        for (String behaviour : NEVER_EXPORTED) {
            boolean traced = found.contains(behaviour);
            gaps.add(new Gap(
                    "History of: " + behaviour,
                    traced
                            ? "Kartra does not export it; only the tags listed above betray who was there."
                            : "Kartra does not export it, and no tag betrays it; it cannot be recovered.",
                    traced
                            ? "Check that the tags mean what the rules take them for."
                            : "If some tag does mean it, add a rule to the behaviours and inspect again."));
        }
    }
}
