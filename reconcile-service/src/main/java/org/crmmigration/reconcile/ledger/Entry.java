package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage;

/**
 * One record of one of a migration's topics, without the fields and images a ledger does not need.
 */
public sealed interface Entry {

    /** Its offset; an entry below the position already applied is skipped. */
    long offset();

    /** From the records topic. */
    record OfRecords(long offset, RecordMessage message) implements Entry {}

    /** From the commands topic, with the time the broker or producer gave it. */
    record OfCommands(long offset, Instant at, CommandMessage message) implements Entry {}

    /** From the ledger topic. */
    record OfLedger(long offset, LedgerMessage message) implements Entry {}

    /** From the findings topic, with its record key. */
    record OfFindings(long offset, String key, Finding finding) implements Entry {}

    /** Something that could not be decoded; a ledger that holds one does not balance. */
    record Unreadable(long offset, String what) implements Entry {}
}
