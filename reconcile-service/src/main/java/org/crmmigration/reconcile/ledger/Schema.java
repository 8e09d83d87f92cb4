package org.crmmigration.reconcile.ledger;

/** The tables of a ledger file. */
final class Schema {

    /** Raised with every change; a file with another number is deleted and built again. */
    static final String VERSION = "6";

    /** Says what the other tables are; the same in every version. */
    static final String META =
            "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID";

    static final String TABLES = """
            CREATE TABLE IF NOT EXISTS applied (topic TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS tally (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS unreadable (topic TEXT, position INTEGER, what TEXT, PRIMARY KEY (topic, position)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS record (
              id INTEGER PRIMARY KEY, export TEXT NOT NULL, key_hash INTEGER NOT NULL, source_key TEXT NOT NULL,
              kind TEXT NOT NULL, change TEXT NOT NULL, origin_rows TEXT NOT NULL, content TEXT NOT NULL);
            CREATE UNIQUE INDEX IF NOT EXISTS record_key ON record (export, key_hash);
            CREATE TABLE IF NOT EXISTS finding (
              export TEXT, name TEXT, rule TEXT NOT NULL, severity TEXT NOT NULL,
              PRIMARY KEY (export, name)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS rule (rule TEXT PRIMARY KEY, message TEXT NOT NULL, advice TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS excluded (
              run TEXT, key_hash INTEGER, kind TEXT NOT NULL, reason TEXT NOT NULL,
              PRIMARY KEY (run, key_hash)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS exclusion (
              run TEXT, kind TEXT, reason TEXT, explanation TEXT NOT NULL,
              PRIMARY KEY (run, kind, reason)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS origin (
              run TEXT, key_hash INTEGER, work INTEGER, PRIMARY KEY (run, key_hash, work)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS work (
              id INTEGER PRIMARY KEY, run TEXT NOT NULL, phase INTEGER NOT NULL, key_hash INTEGER NOT NULL,
              object TEXT NOT NULL, origins TEXT,
              action TEXT, hash TEXT, command_offset INTEGER,
              status TEXT, told TEXT, outcome_hash TEXT, outcome_offset INTEGER, at INTEGER, calls INTEGER, cost REAL,
              fields INTEGER, equal INTEGER, explained INTEGER, different INTEGER, different_fields TEXT,
              owner_unmatched INTEGER, crm_id TEXT, imaged INTEGER, ambiguous INTEGER, cause_code TEXT, cause_message TEXT, cause_field TEXT,
              cause_parent TEXT, http_status INTEGER, request_id TEXT, state INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS source_money (
              export TEXT, key_hash INTEGER, carrier_hash INTEGER NOT NULL, currency TEXT NOT NULL, units INTEGER NOT NULL,
              PRIMARY KEY (export, key_hash)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS deal_money (
              run TEXT, phase INTEGER, key_hash INTEGER, currency TEXT NOT NULL, units INTEGER NOT NULL,
              PRIMARY KEY (run, phase, key_hash)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS landing (
              run TEXT, source_hash INTEGER, place INTEGER NOT NULL,
              PRIMARY KEY (run, source_hash)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS account_note (
              id INTEGER PRIMARY KEY, severity TEXT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS edit (
              run TEXT, phase INTEGER, key_hash INTEGER, ledger_offset INTEGER NOT NULL,
              PRIMARY KEY (run, phase, key_hash)) WITHOUT ROWID;
            CREATE UNIQUE INDEX IF NOT EXISTS work_key ON work (run, phase, key_hash);
            CREATE INDEX IF NOT EXISTS work_stuck ON work (run, cause_code) WHERE state IN (5, 6);
            """;

    private Schema() {}
}
