package org.crmmigration.messaging.record;

import java.util.Locale;

/** Kinds of source records, in the order in which a generation publishes them: what others refer to comes first. */
public enum Kind {
    /** Definition of a custom field: identifier, type, options. */
    CUSTOM_FIELD,
    /** A tag in use, with how many contacts carry it. */
    TAG,
    /** A list in use. */
    LIST,
    /** A person the source names as owner or host, by e-mail. */
    OWNER,
    /** A product seen in transactions or subscriptions. */
    PRODUCT,
    /** A calendar seen in appointments. */
    CALENDAR,
    /** A pipeline with its stages in order, from a deals file. */
    PIPELINE,
    /** A company, from a file or derived from contacts. */
    COMPANY,
    /** A contact. */
    CONTACT,
    /** A sale or a rebill with everything that later happened to it. */
    ORDER,
    /** A subscription, from a file or derived from transactions. */
    SUBSCRIPTION,
    /** A deal, from a deals file. */
    DEAL,
    /** A booked appointment. */
    APPOINTMENT,
    /** The notes text of a contact. */
    NOTE,
    /** An affiliate. */
    AFFILIATE;

    /** The lower-case word used in topics, reports and source keys, for example {@code custom_field}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #word()} wrote. */
    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
