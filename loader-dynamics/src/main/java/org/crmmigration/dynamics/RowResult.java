package org.crmmigration.dynamics;

import org.crmmigration.loader.port.CrmFault;

/** What became of a row that was to be created. */
sealed interface RowResult {

    /** It is there now. */
    record Created() implements RowResult {}

    /** A row with its id was there before. */
    record Existed() implements RowResult {}

    /** It is not there, or nobody knows. */
    record Failed(CrmFault fault) implements RowResult {}
}
