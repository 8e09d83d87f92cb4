package org.crmmigration.ingest.stage;

/** What became of a physical row; every row has exactly one state. Header and blank rows are counted while reading. */
public enum RowState {
    /** It is a record, or the first row of one. */
    RECORD,
    /** It went into a record that another row began. */
    MERGED,
    /** It says the same as a row before it. */
    REPEATED,
    /** It cannot be used; a finding says why. */
    REJECTED,
    /** It is left behind on purpose, with a reason. */
    EXCLUDED
}
