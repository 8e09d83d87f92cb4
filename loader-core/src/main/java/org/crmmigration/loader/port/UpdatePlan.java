package org.crmmigration.loader.port;

import java.util.List;

/**
 * What an update would change.
 *
 * @param patch JSON object of the wire values to send; {@code {}} when nothing is to change
 * @param beforeImage JSON object of the same fields as they stand now, for rollback
 * @param written JSON object of the wire values as they will stand after the update
 * @param conflicts fields left out because a person changed them
 */
public record UpdatePlan(
        String objectType,
        String crmId,
        String patch,
        String beforeImage,
        String written,
        List<Written.Conflict> conflicts) {

    /** Whether there is nothing to send. */
    public boolean isEmpty() {
        return patch.equals("{}");
    }
}
