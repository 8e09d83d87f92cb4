package org.crmmigration.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.crmmigration.mapping.plan.FieldNeed;
import org.crmmigration.mapping.plan.Mentions;
import org.crmmigration.mapping.rule.Choices;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Limit;

/**
 * What a migration's mapping file could say, from what its export holds and what the destination has already. The same
 * export and schema give the same proposal. A person accepts by keeping a line, edits it, or takes it out.
 *
 * @param lines one for each custom field that the run needs
 * @param pairings owners, pipelines and stages that the run names
 * @param renamings where the mapping says the names of pipelines and stages
 * @param handedOver users by owners, as the mapping says already
 * @param fieldsAllowed how many custom fields the plan allows, where that is known
 */
public record Proposal(
        String destination,
        boolean columns,
        List<Line> lines,
        List<Pairing> pairings,
        List<Renaming> renamings,
        Map<String, String> handedOver,
        Optional<Long> fieldsAllowed) {

    /** From here on a candidate is proposed; below it is mentioned. */
    static final double PROPOSED = 0.75;

    /**
     * What becomes of one field.
     *
     * @param candidates fields of the destination that could take it, best first
     * @param losses what a new field of the default's type would lose
     */
    public record Line(FieldNeed need, List<Candidate> candidates, List<String> losses) {

        /** The existing field that is proposed; empty when a new one is. */
        public Optional<Candidate> chosen() {
            return candidates.stream().findFirst().filter(best -> best.confidence() >= PROPOSED);
        }

        /** How sure the line is: of a new field, how sure it is that no existing one is meant. */
        public double confidence() {
            return candidates.isEmpty()
                    ? 0.95
                    : chosen().map(Candidate::confidence)
                            .orElse(Math.round((1 - candidates.getFirst().confidence() / 2) * 100) / 100.0);
        }
    }

    /** Makes a proposal. */
    public static Proposal of(
            Mapping mapping, List<FieldNeed> needs, Mentions mentions, DestinationSchema schema, Reranker reranker) {
        Matching matching = new Matching(mapping);
        List<Line> lines = new ArrayList<>();
        for (FieldNeed need : needs) {
            List<Candidate> candidates = need.slug().equals("migration_key")
                    ? List.of()
                    : schema.entity(need.entity())
                            .map(entity -> matching.candidates(need, entity))
                            .orElse(List.of());
            lines.add(new Line(need, reranker.rank(need, candidates), losses(mapping, need)));
        }
        return new Proposal(
                mapping.destination(),
                mapping.columns(),
                Assignment.of(lines),
                Pairings.of(mentions, schema),
                Renaming.of(mapping),
                new TreeMap<>(mapping.handover().owners()),
                allowed(mapping, schema));
    }

    private static List<String> losses(Mapping mapping, FieldNeed need) {
        Mapping.FieldType type = mapping.types().get(need.type());
        if (type == null || type.holds() != Mapping.Holds.TEXT) {
            return List.of();
        }
        long longer = need.longer(type.limit());
        return longer == 0 ? List.of() : List.of(Matching.longer(longer, type.limit(), "cut"));
    }

    private static Optional<Long> allowed(Mapping mapping, DestinationSchema schema) {
        return schema.limits().stream()
                .filter(limit -> limit.name().equals(Limit.CUSTOM_FIELDS) && limit.entity() == null)
                .map(Limit::allowed)
                .filter(allowed -> allowed != null
                        && !mapping.choices().of(Choices.FIELD_LIMIT).equals(Long.toString(allowed)))
                .findFirst();
    }
}
