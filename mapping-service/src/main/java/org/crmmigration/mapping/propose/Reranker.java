package org.crmmigration.mapping.propose;

import java.util.List;
import org.crmmigration.mapping.plan.FieldNeed;

/**
 * May put candidates in another order or change their confidence, for example by asking a language model. It is off unless a
 * deployment declares a bean of this type. What it may rely on: candidates come best first and the same in every call;
 * it sees names, types, counts, and values that many records share, never those of single records. What it must keep: it returns a subset of the
 * candidates it was given, with a confidence from 0 to 1. A person decides in any case: nothing proposed runs unconfirmed.
 */
@FunctionalInterface
public interface Reranker {

    /** Leaves the order as it is. */
    Reranker NONE = (_, candidates) -> candidates;

    /** The candidates for a field, best first. */
    List<Candidate> rank(FieldNeed need, List<Candidate> candidates);
}
