package org.crmmigration.ingest.normal;

import java.util.Map;
import java.util.Optional;

/**
 * Consent and mailing status in Kartra's words. The meaning of {@code gdpr_lead_communications} is documented in two
 * opposite ways and is therefore never interpreted.
 */
public final class Consent {

    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("0", "unknown"),
            Map.entry("off", "unknown"),
            Map.entry("1", "not_applicable"),
            Map.entry("not subject", "not_applicable"),
            Map.entry("not applicable", "not_applicable"),
            Map.entry("2", "granted"),
            Map.entry("accepted", "granted"),
            Map.entry("agreed", "granted"),
            Map.entry("granted", "granted"),
            Map.entry("yes", "granted"),
            Map.entry("3", "denied"),
            Map.entry("not accepted", "denied"),
            Map.entry("declined", "denied"),
            Map.entry("denied", "denied"),
            Map.entry("no", "denied"),
            Map.entry("4", "unknown"),
            Map.entry("unknown", "unknown"),
            Map.entry("5", "pending"),
            Map.entry("pending", "pending"));

    private static final Map<String, String> SUPPRESSIONS = Map.ofEntries(
            Map.entry("declined commercial messages", "suppressed.gdpr"),
            Map.entry("spam complaint", "suppressed.spam"),
            Map.entry("spam", "suppressed.spam"),
            Map.entry("multiple soft bounces", "suppressed.bounced"),
            Map.entry("bounced", "suppressed.bounced"),
            Map.entry("hard bounce", "suppressed.bounced"),
            Map.entry("do not contact", "suppressed.blacklisted"),
            Map.entry("blocklisted", "suppressed.blacklisted"),
            Map.entry("blacklisted", "suppressed.blacklisted"));

    private Consent() {}

    /** granted, denied, pending, not_applicable or unknown; nothing when the word is not known. */
    public static Optional<String> state(String gdprStatus) {
        return Optional.ofNullable(STATES.get(Cells.word(Cells.id(gdprStatus))));
    }

    /** The flag that a mailing status which forbids mailing leads to; a remark in parentheses behind it changes nothing. */
    public static Optional<String> suppression(String mailingStatus) {
        int remark = mailingStatus.indexOf('(');
        String status = remark > 0 ? mailingStatus.substring(0, remark) : mailingStatus;
        return Optional.ofNullable(SUPPRESSIONS.get(Cells.word(status)));
    }
}
