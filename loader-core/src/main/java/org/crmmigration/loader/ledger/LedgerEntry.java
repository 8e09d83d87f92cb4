package org.crmmigration.loader.ledger;

import org.crmmigration.messaging.ledger.LedgerMessage;

/** A message of the ledger and where it stands. */
public record LedgerEntry(long offset, LedgerMessage message) {}
