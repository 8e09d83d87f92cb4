package org.crmmigration.ingest.finding;

import static org.crmmigration.messaging.record.Finding.Severity.ERROR;
import static org.crmmigration.messaging.record.Finding.Severity.FATAL;
import static org.crmmigration.messaging.record.Finding.Severity.INFO;
import static org.crmmigration.messaging.record.Finding.Severity.WARN;

import java.util.Map;
import org.crmmigration.messaging.record.Finding.Severity;

/**
 * What ingest checks. FATAL rejects the file, ERROR quarantines the row (or the conflict it names), WARN loads and flags,
 * INFO counts only. Messages name columns and classes of values, never a value.
 */
public enum Rule {
    F01(FATAL, "the file cannot be read as a CSV export", "download the export again and hand in the CSV file itself"),
    F02(
            FATAL,
            "the file's header is not that of a known export",
            "name the columns as Kartra does, say what it holds by the setting kind.<file>, or leave it out"),
    F03(FATAL, "a required column is missing", "export again with this column, or name it as Kartra does"),
    F04(
            FATAL,
            "this file was handed in before, byte for byte",
            "nothing; it is skipped, its rows are counted as repeated"),
    F05(FATAL, "rows do not have the header's columns", "download the export again; do not edit it in a spreadsheet"),
    F06(ERROR, "the last row is cut off", "download the export again"),
    F07(WARN, "the file is not clean UTF-8", "check names with accents; if they look wrong, download the export again"),
    F08(WARN, "the file was saved by a spreadsheet", "download the export again and do not open it in a spreadsheet"),
    F09(WARN, "two columns mean the same", "the first one counts; rename the other if it means something else"),
    F10(
            INFO,
            "columns without a known meaning",
            "in a contacts file they are read as custom fields; elsewhere they are kept aside"),
    F11(
            WARN,
            "how to read this column's dates is assumed, not known",
            "state time zone and date order in the migration's settings"),
    C01(ERROR, "the contact has no e-mail address", "add it in Kartra, or leave the contact behind"),
    C02(ERROR, "the e-mail address is not one", "correct it in Kartra and export again"),
    C03(WARN, "the same contact stands here more than once", "nothing; the rows are merged, the latest export wins"),
    C04(ERROR, "one id has two e-mail addresses, or one address two ids", "answer it in the queue of conflicts"),
    C05(WARN, "the contact has no name", "nothing; the address stands in for it"),
    C06(WARN, "the phone number cannot be understood", "nothing; it is kept as written"),
    C07(WARN, "the country is not known", "nothing; it is kept as written"),
    C08(WARN, "the creation date is missing or not plausible", "check the date order of the migration's settings"),
    C09(WARN, "the GDPR status is not one of the known words", "consent counts as unknown; the raw value is kept"),
    C10(INFO, "the contact must not be mailed", "nothing; it is flagged"),
    C11(INFO, "the GDPR status has no date", "nothing; note it for your records of consent"),
    C12(WARN, "the address looks like a test", "leave test contacts behind"),
    C13(INFO, "the address has a likely typing error or belongs to a role", "check it before mailing"),
    C14(WARN, "a tag or list holds a separator or is not in the account's catalogue", "check the tag in Kartra"),
    C15(WARN, "a choice field holds an option that its definition lacks", "add the option to the field's definition"),
    C16(WARN, "the custom fields of file and definition differ", "hand in a complete file of custom field definitions"),
    C18(
            INFO,
            "control characters, or a cell that a spreadsheet would take for a formula",
            "nothing; reports neutralise it"),
    C19(INFO, "the contact is deleted in Kartra", "nothing; it is left behind"),
    T01(ERROR, "the transaction has no id", "download the export again"),
    T02(ERROR, "one transaction id stands for different transactions", "answer it in the queue of conflicts"),
    T03(ERROR, "the transaction type is not known", "tell us what it means, or correct it"),
    T04(
            ERROR,
            "the transaction date cannot be read or lies in the future",
            "check the date order of the migration's settings"),
    T05(ERROR, "the amount cannot be read", "check the number format of the export"),
    T06(WARN, "a payment is negative", "compare the row with Kartra"),
    T07(INFO, "the parts of the amount do not add up", "nothing; the amount counts"),
    T08(WARN, "the currency is not certain", "state the currency in the migration's settings"),
    T09(WARN, "the buyer is not among the contacts", "export all contacts, or accept orders without a person"),
    T10(WARN, "lead id and e-mail address name different contacts", "nothing; the lead id counts"),
    T11(WARN, "a refund fits no sale, or exceeds it", "compare with Kartra; its row is not part of any order"),
    T12(WARN, "a rebill without a subscription", "nothing; it is totalled on the first sale"),
    S01(ERROR, "the subscription's status is not known", "tell us what it means, or correct it"),
    S02(WARN, "the subscription's start is missing or after its end", "compare with Kartra"),
    S03(WARN, "the subscription's status and end date contradict each other", "compare with Kartra"),
    S04(WARN, "the billing interval is not known", "nothing; it is kept as written"),
    S05(
            WARN,
            "the transactions say something else about the subscription's status",
            "compare with Kartra; the file counts"),
    S06(WARN, "the subscriber is not among the contacts", "export all contacts, or accept it without a person"),
    S07(INFO, "an active subscription without a recent payment", "compare with Kartra"),
    A01(ERROR, "the appointment's start cannot be read", "check the date order of the migration's settings"),
    A02(WARN, "the attendee is not among the contacts", "export all contacts, or accept it without a person"),
    A03(WARN, "the appointment ends before it starts, or lasts more than a day", "compare with Kartra"),
    A04(WARN, "the appointment's time zone is not known", "state the time zone in the migration's settings"),
    P01(ERROR, "the affiliate has neither e-mail address nor username", "add one of them"),
    P02(WARN, "the affiliate's amounts contradict each other", "compare with Kartra"),
    P03(INFO, "transactions name an affiliate that the affiliates file lacks", "export all affiliates"),
    O01(ERROR, "the company has no name", "add it, or leave the row out"),
    O02(WARN, "two companies are probably the same", "merge them, or accept both"),
    D01(WARN, "the deal's amount or close date cannot be read", "correct it, or accept the deal without"),
    D02(WARN, "the deal has no stage or pipeline", "add it; the default pipeline stands in"),
    D03(WARN, "the deal's contact and company are unknown", "export all contacts, or accept it alone"),
    R01(WARN, "the contacts differ in number from what Kartra shows", "export all segments and compare again"),
    R02(
            WARN,
            "the days that files were exported for leave a gap or overlap",
            "export the missing days, or check that nothing counts twice"),
    R03(WARN, "the files were exported more than a day apart", "export all files in one session"),
    R04(INFO, "a contact of an earlier export is gone", "it may have been deleted in Kartra");

    /**
     * Rules of the specification that ingest does not check, and why.
     */
    public static Map<String, String> notApplicable() {
        return Map.of(
                "C17", "what a destination allows is known to the mapping, which checks the length of every text",
                "T13", "which rows become deals is decided by the mapping; ingest never makes orders of such rows",
                "A05", "destination users are known to the loader, which parks objects of unknown owners");
    }

    private final Severity severity;
    private final String message;
    private final String advice;

    Rule(Severity severity, String message, String advice) {
        this.severity = severity;
        this.message = message;
        this.advice = advice;
    }

    /** How severe a finding of this rule is, unless the finding says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** What is wrong. */
    public String message() {
        return message;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
