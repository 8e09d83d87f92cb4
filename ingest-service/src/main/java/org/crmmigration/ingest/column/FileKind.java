package org.crmmigration.ingest.column;

import java.util.List;
import java.util.Locale;

/** Kinds of files that ingest understands. */
public enum FileKind {
    /** Custom field definitions. */
    CUSTOM_FIELDS,
    /** People who own contacts, companies or deals. */
    OWNERS,
    /** Companies. */
    COMPANIES,
    /** Contacts, once called leads. */
    CONTACTS,
    /** The transaction log. */
    TRANSACTIONS,
    /** Subscriptions. */
    SUBSCRIPTIONS,
    /** Deals. */
    DEALS,
    /** Calendar appointments. */
    APPOINTMENTS,
    /** Affiliates. */
    AFFILIATES,
    /** The names of the account's tags, lists and sequences, as its API answers them; compared with, never migrated. */
    CATALOGUE,
    /** The worksheet of sequences, automations, forms and pages; an inventory, never migrated. */
    INVENTORY;

    /** Groups of canonical columns; a file has at least one of each group. */
    public List<List<String>> required() {
        return switch (this) {
            case CUSTOM_FIELDS -> List.of(List.of("identifier"), List.of("type"));
            case OWNERS, CONTACTS -> List.of(List.of("email"));
            case COMPANIES, DEALS -> List.of(List.of("name"));
            case TRANSACTIONS -> List.of(List.of("transaction_id"), List.of("type", "status"), List.of("occurred_at"));
            case SUBSCRIPTIONS -> List.of(List.of("subscription_id", "customer_email"));
            case APPOINTMENTS -> List.of(List.of("start", "start_day"), List.of("attendee_email", "lead_id"));
            case AFFILIATES -> List.of(List.of("email", "username"));
            case CATALOGUE, INVENTORY -> List.of(List.of("name"));
        };
    }

    /** The lower-case word used in accounts and reports, for example {@code contacts}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #word()} wrote. */
    public static FileKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
