package org.crmmigration.ingest.normal;

/** What comes first in dates such as 03/04/2025. */
public enum DateOrder {
    /** The day, as in most of the world. */
    DAY_FIRST,
    /** The month, as in the United States. */
    MONTH_FIRST
}
