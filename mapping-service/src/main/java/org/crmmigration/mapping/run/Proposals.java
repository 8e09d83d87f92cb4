package org.crmmigration.mapping.run;

import org.crmmigration.mapping.plan.Plan;
import org.crmmigration.mapping.propose.Proposal;
import org.crmmigration.mapping.propose.Reranker;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.ledger.DestinationSchema;

/** Proposals from exports on the records topic. */
public final class Proposals {

    private final Clients clients;
    private final Reranker reranker;

    /** Proposals on one cluster. */
    public Proposals(Clients clients, Reranker reranker) {
        this.clients = clients;
        this.reranker = reranker;
    }

    /**
     * Proposes what differs from the order's mapping.
     *
     * @throws ExportMissing when the topic does not hold the whole export
     */
    public Proposal of(Order order, String export, DestinationSchema schema) {
        Plan plan = Surveyor.survey(clients, order, export).plan();
        return Proposal.of(order.mapping(), plan.needs(), plan.mentions(), schema, reranker);
    }
}
