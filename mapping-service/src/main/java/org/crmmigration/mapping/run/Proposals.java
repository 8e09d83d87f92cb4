package org.crmmigration.mapping.run;

import org.crmmigration.mapping.plan.Plan;
import org.crmmigration.mapping.propose.Proposal;
import org.crmmigration.mapping.propose.Reranker;
import org.crmmigration.messaging.ledger.DestinationSchema;

/** Proposals from exports on the records topic. */
public final class Proposals {

    private final Surveys surveys;
    private final Reranker reranker;

    /** Proposals that these surveys are of. */
    public Proposals(Surveys surveys, Reranker reranker) {
        this.surveys = surveys;
        this.reranker = reranker;
    }

    /**
     * Proposes what differs from the order's mapping.
     *
     * @throws ExportMissing when the topic does not hold the whole export
     */
    public Proposal of(Order order, String export, DestinationSchema schema) {
        Plan plan = surveys.of(order, export).plan();
        return Proposal.of(order.mapping(), plan.needs(), plan.mentions(), schema, reranker);
    }
}
