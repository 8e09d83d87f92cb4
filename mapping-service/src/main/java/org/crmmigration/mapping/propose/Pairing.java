package org.crmmigration.mapping.propose;

import java.util.Optional;

/**
 * A name that objects of the run carry, and the one of the account that is likely meant by it.
 *
 * @param within for a stage, the pipeline it belongs to; empty else
 * @param objects how many objects name an owner; 0 for the others
 * @param meant empty when nothing in the account is like it
 * @param confidence from 0 to 1
 * @param reason in words for people
 */
public record Pairing(
        Subject subject,
        String name,
        String within,
        long objects,
        Optional<String> meant,
        double confidence,
        String reason) {

    /** What is paired. */
    public enum Subject {
        OWNER,
        PIPELINE,
        STAGE
    }

    /** Whether the account has it under the very name. */
    public boolean same() {
        return meant.filter(name::equals).isPresent();
    }

    /** Whether another name is proposed for it. */
    public boolean proposed() {
        return meant.isPresent() && !same() && confidence >= Proposal.PROPOSED;
    }
}
