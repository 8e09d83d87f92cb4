package org.crmmigration.messaging.control;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.schemas.AccountClaimEvent;

/**
 * A migration asks for a CRM account, or gives it back. All claims stand in one partition that is never compacted, so that
 * everybody who reads it agrees on who asked first.
 *
 * @param account a fingerprint of the account, nothing that names it
 * @param given whether it is given back
 */
public record AccountClaim(String account, String migration, boolean given, Instant at) {

    /** The topic of all claims, with one partition. */
    public static final String TOPIC = "crm.accounts";

    /** The Avro form. */
    public SpecificRecord toAvro() {
        return new AccountClaimEvent(account, migration, given, at);
    }

    /**
     * From the Avro form.
     *
     * @throws IllegalArgumentException for any other message
     */
    public static AccountClaim fromAvro(SpecificRecord message) {
        if (message instanceof AccountClaimEvent event) {
            return new AccountClaim(event.getAccount(), event.getMigration(), event.getGiven(), event.getAt());
        }
        throw new IllegalArgumentException(
                "not a claim but " + message.getSchema().getName());
    }
}
