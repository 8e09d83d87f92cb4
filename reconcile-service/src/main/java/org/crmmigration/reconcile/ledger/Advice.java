package org.crmmigration.reconcile.ledger;

/** What to do about objects that failed or are parked, by cause. */
final class Advice {

    private static final String RETRY = "then drive this cause again";

    private Advice() {}

    /** One sentence. */
    static String of(String code) {
        return switch (code) {
            case "parent-parked" ->
                "nothing of its own is wrong: it is released by itself once what it refers to is in the CRM; look at the"
                        + " other causes first";
            case "owner-unmatched" ->
                "add or enable the user in the CRM, or hand its records over (migrate owners map or default) and confirm, "
                        + RETRY;
            case "duplicate-found" -> "keep one of the objects with this migration key in the CRM, " + RETRY;
            case "retries-exhausted" -> "the CRM did not answer reliably; look at its status page, " + RETRY;
            case "gone-in-crm" ->
                "a person deleted it in the CRM; restore it there, or leave it out in the mapping, " + RETRY;
            case "validation", "required", "type", "unreadable" ->
                "the CRM refused a value; correct the mapping of the field that is named, confirm it, " + RETRY;
            case "plan-limit" -> "the account's plan allows no more; upgrade it or map fewer fields, " + RETRY;
            case "forbidden", "privilege" -> "give the API user the permission that is named, " + RETRY;
            case "not-found" -> "something it refers to was deleted in the CRM; restore it, " + RETRY;
            case "unknown-type", "unknown-field", "unknown-column" ->
                "the mapping names something this CRM does not have; correct the mapping, confirm it, " + RETRY;
            case "out-of-scope" -> "a whole run brings it";
            case "loader-error" -> "this is a mistake in the loader; report it with the message, " + RETRY;
            default -> "correct what the message names, in the mapping or in the CRM, " + RETRY;
        };
    }
}
