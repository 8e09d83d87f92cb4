package org.crmmigration.dynamics.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Error codes of Dataverse that mean something to a migration. Source: "Web service error codes" and "Web API client
 * errors", Dataverse developer guide.
 */
enum DataverseError {
    OBJECT_DOES_NOT_EXIST("0x80040217", Kind.REFUSED, "not-found", "Dataverse has no such row"),
    NOT_FOUND_BY_KEY("0x80060891", Kind.REFUSED, "not-found", "Dataverse has no row with this key"),
    DUPLICATE_RECORD("0x80040237", Kind.REFUSED, "exists", "a row with this id exists"),
    KEY_CLASH("0x80060892", Kind.REFUSED, "duplicate-key", "another row has the same value in an alternate key"),
    DUPLICATE_RULE("0x80040333", Kind.REFUSED, "duplicate-rule", "a duplicate detection rule refuses the row"),
    VERSION("0x80060882", Kind.REFUSED, "version", "the row changed meanwhile"),
    TOO_LONG("0x80044331", Kind.REFUSED, "too-long", "a text is longer than its column"),
    NO_SUCH_OPTION("0x8004431a", Kind.REFUSED, "option-missing", "a value is no option of its choice column"),
    TOO_MANY_OPTIONS("0x80050222", Kind.REFUSED, "too-many-options", "more than 150 options are selected"),
    INTEGER_RANGE("0x8004432f", Kind.REFUSED, "out-of-range", "a whole number is outside its column's range"),
    DECIMAL_RANGE("0x80044330", Kind.REFUSED, "out-of-range", "a number is outside its column's range"),
    BAD_DATE("0x80040239", Kind.REFUSED, "bad-date", "a date is not supported"),
    OPTION_EXISTS("0x80044310", Kind.REFUSED, "option-exists", "the choice has an option with this value"),
    REQUIRED("0x80040200", Kind.REFUSED, "required", "a required column has no value"),
    BAD_STATE("0x80048408", Kind.REFUSED, "bad-state", "the status reason does not fit the state"),
    INACTIVE_PARENT("0x80040517", Kind.REFUSED, "parent-inactive", "the account or contact it belongs to is inactive"),
    ROW_INACTIVE("0x80040230", Kind.REFUSED, "read-only", "the row is closed or inactive"),
    ROW_READ_ONLY("0x8004022e", Kind.REFUSED, "read-only", "the row is closed or inactive"),
    ALREADY_CLOSED("0x80040515", Kind.REFUSED, "already-closed", "the opportunity is closed already"),
    ALREADY_OPEN("0x8004051a", Kind.REFUSED, "already-open", "the opportunity is open already"),
    OWNER_DISABLED("0x8004022b", Kind.REFUSED, "owner-disabled", "the owner is a disabled user"),
    OWNER_NOT_ENABLED("0x80040225", Kind.REFUSED, "owner-disabled", "the owner is no enabled user"),
    OWNER_WITHOUT_ROLE("0x80040231", Kind.REFUSED, "owner-unfit", "the owner's role may not read this table"),
    NO_PRICE_LIST("0x80100010", Kind.REFUSED, "price-list-missing", "the opportunity has no price list"),
    NO_PRICE_LEVEL("0x80043b12", Kind.REFUSED, "price-list-missing", "the opportunity has no price list"),
    NO_CUSTOMER(
            "0x8004022d",
            Kind.REFUSED,
            "customer-missing",
            "the opportunity belongs to neither an account nor a contact of the migration"),
    OTHER_CURRENCY("0x80048cf6", Kind.REFUSED, "currency", "opportunity and price list have different currencies"),
    NO_CURRENCY("0x80048cfb", Kind.REFUSED, "currency", "an amount has no currency"),
    MEMBER_TYPE("0x80040301", Kind.REFUSED, "member-type", "the marketing list takes another kind of member"),
    LIST_LOCKED("0x80040302", Kind.REFUSED, "list-locked", "the marketing list is locked"),
    NO_LIST_MEMBER("0x80048458", Kind.REFUSED, "not-found", "it is no member of the marketing list"),
    REFERENCED("0x80040227", Kind.REFUSED, "referenced", "other rows refer to the row"),
    COLUMN_NAME_TAKEN("0x80060304", Kind.REFUSED, "exists", "a column with this name exists"),
    COLUMN_EXISTS("0x80047013", Kind.REFUSED, "exists", "a column with this name exists"),
    KEY_NAME_TAKEN("0x80060893", Kind.REFUSED, "exists", "an alternate key with this name exists"),
    KEY_EXISTS("0x80060894", Kind.REFUSED, "exists", "an alternate key over these columns exists"),
    CHOICE_EXISTS("0x80044345", Kind.REFUSED, "exists", "a choice with this name exists"),
    SOLUTION_EXISTS("0x8004f023", Kind.REFUSED, "exists", "a solution with this name exists"),
    PLUG_IN("0x80040265", Kind.REFUSED, "plug-in", "a plug-in of the environment refused the row"),
    PLUG_IN_BROKEN("0x80040224", Kind.REFUSED, "plug-in", "a plug-in of the environment failed"),
    PRIVILEGE("0x80040220", Kind.ADMIN, "privilege", "the application user lacks a privilege"),
    ACCESS_DENIED("0x80048306", Kind.ADMIN, "privilege", "the application user lacks a privilege"),
    NO_ROLE("0x80042f09", Kind.ADMIN, "no-role", "the application user has no security role"),
    COLUMN_CREATE("0x8004f502", Kind.ADMIN, "secured-column", "a column is secured against the application user"),
    COLUMN_SHARED("0x8004f503", Kind.ADMIN, "secured-column", "a column is secured against the application user"),
    COLUMN_READ("0x8004f504", Kind.ADMIN, "secured-column", "a column is secured against the application user"),
    COLUMN_UPDATE("0x8004f507", Kind.ADMIN, "secured-column", "a column is secured against the application user"),
    TABLE_QUOTA("0x8004b042", Kind.ADMIN, "plan-limit", "the licence allows no further custom table"),
    SQL_TIMEOUT("0x80044151", Kind.ROLLED_BACK, "sql-timeout", "the database gave up waiting"),
    CONCURRENT_CASCADE("0x80048105", Kind.ROLLED_BACK, "concurrent", "the row was being changed by another call"),
    DATABASE_BUSY("0x80072323", Kind.ROLLED_BACK, "database-busy", "the database is at its limits"),
    DATABASE_WORKERS("0x80072324", Kind.ROLLED_BACK, "database-busy", "the database is at its limits"),
    SOLUTION_BUSY("0x80071151", Kind.ROLLED_BACK, "concurrent", "another customization is being made"),
    METADATA_BUSY("0x80071154", Kind.ROLLED_BACK, "concurrent", "another customization is being made"),
    TRANSACTION_ROLLED_BACK("0x80040255", Kind.ROLLED_BACK, "concurrent", "the transaction was rolled back"),
    NO_TRANSACTION("0x80040251", Kind.ROLLED_BACK, "concurrent", "the transaction was rolled back"),
    EXECUTION_TIME("0x80072321", Kind.LIMIT, "rate-limit", "too much server time in five minutes"),
    REQUESTS("0x80072322", Kind.LIMIT, "rate-limit", "too many requests in five minutes"),
    CONCURRENCY("0x80072326", Kind.LIMIT, "concurrency-limit", "too many requests at once");

    private static final Map<String, DataverseError> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(error -> error.code, Function.identity()));

    private final String code;
    private final Kind kind;
    private final String word;
    private final String sentence;

    /** What an error means for the call. */
    enum Kind {
        /** Never as it is. */
        REFUSED,
        /** A person has to grant something. */
        ADMIN,
        /** The whole call was undone and may succeed when repeated. */
        ROLLED_BACK,
        /** Service protection. */
        LIMIT
    }

    DataverseError(String code, Kind kind, String word, String sentence) {
        this.code = code;
        this.kind = kind;
        this.word = word;
        this.sentence = sentence;
    }

    Kind kind() {
        return kind;
    }

    String word() {
        return word;
    }

    String sentence() {
        return sentence;
    }

    /** The error of a code; null when it has no meaning of its own. */
    static @Nullable DataverseError of(String code) {
        return BY_CODE.get(code.toLowerCase(Locale.ROOT));
    }
}
