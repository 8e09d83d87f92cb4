package org.crmmigration.reconcile.ledger;

/** The tables of a ledger file. */
final class Schema {

    /** Raised with every change; a file with another number is deleted and built again. */
    static final String VERSION = "2";

    static final String TABLES = """
            CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS applied (topic TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS tally (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS unreadable (topic TEXT, position INTEGER, what TEXT, PRIMARY KEY (topic, position)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS record (
              export TEXT, source_key TEXT, kind TEXT NOT NULL, change TEXT NOT NULL, origin_rows TEXT NOT NULL,
              PRIMARY KEY (export, source_key)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS finding (
              export TEXT, name TEXT, rule TEXT NOT NULL, severity TEXT NOT NULL,
              PRIMARY KEY (export, name)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS rule (rule TEXT PRIMARY KEY, message TEXT NOT NULL, advice TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS excluded (
              run TEXT, source_key TEXT, kind TEXT NOT NULL, reason TEXT NOT NULL,
              PRIMARY KEY (run, source_key)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS exclusion (
              run TEXT, kind TEXT, reason TEXT, explanation TEXT NOT NULL,
              PRIMARY KEY (run, kind, reason)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS origin (
              run TEXT, source_key TEXT, phase INTEGER, object TEXT,
              PRIMARY KEY (run, source_key, phase, object)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS work (
              run TEXT, phase INTEGER, object TEXT,
              action TEXT, hash TEXT, command_offset INTEGER,
              status TEXT, told TEXT, outcome_hash TEXT, outcome_offset INTEGER, at INTEGER, calls INTEGER, cost REAL,
              fields INTEGER, equal INTEGER, explained INTEGER, different INTEGER, different_fields TEXT,
              owner_unmatched INTEGER, crm_id TEXT, cause_code TEXT, cause_message TEXT, cause_field TEXT,
              cause_parent TEXT, http_status INTEGER, request_id TEXT, state INTEGER NOT NULL,
              PRIMARY KEY (run, phase, object)) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS work_stuck ON work (run, cause_code) WHERE state IN (5, 6);
            """;

    private Schema() {}
}
