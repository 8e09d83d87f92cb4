package org.crmmigration.sandbox.dynamics;

import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where the vendor's documents are silent or contradict each other, and what is configuration of the environment. Change
 * one or more with {@link DynamicsSettings#with(UnaryOperator)}.
 *
 * @param rows about rows
 * @param keys about keys and bulk messages
 * @param sales about opportunities, activities and lists
 * @param metadataLag how long other web servers do not know a new table or column; strong reads know it at once
 * @param language the organisation's language code; 1033 is English
 */
public record Quirks(Rows rows, KeysAndBulk keys, Sales sales, Duration metadataLag, int language) {

    /**
     * About rows.
     *
     * @param enforceBusinessRequired refuse rows without ApplicationRequired columns; the API does not
     * @param refuseDisabledOwner a disabled user cannot become owner
     * @param disabledOwnerStatus 400 or 403
     * @param overriddenCreatedOnKeepsTime the time of day of {@code overriddencreatedon} survives; else midnight UTC
     * @param refuseFutureCreatedOn a creation date after now is refused
     * @param trimDateOnlyTime a time part in a DateOnly column is cut off; else refused
     * @param emptyTextIsNull an empty text is stored as null
     * @param refuseLookupByValue a body with {@code _x_value} is refused; else that member is ignored
     * @param duplicateDetectionStatus 412, or 500 as older documents have it
     * @param noteTextLength most characters of {@code notetext}
     */
    public record Rows(
            boolean enforceBusinessRequired,
            boolean refuseDisabledOwner,
            int disabledOwnerStatus,
            boolean overriddenCreatedOnKeepsTime,
            boolean refuseFutureCreatedOn,
            boolean trimDateOnlyTime,
            boolean emptyTextIsNull,
            boolean refuseLookupByValue,
            int duplicateDetectionStatus,
            int noteTextLength) {}

    /**
     * About keys and bulk messages.
     *
     * @param pollsUntilActive how often the status of a new key is read before its index is active
     * @param ignoreCase {@code K-a} and {@code K-A} are one key
     * @param badCharacters characters that do not work in a key in a URL
     * @param duplicateKeyStatus 412 or 400
     * @param refuseKeyInUpsertMultiple a new row of UpsertMultiple that repeats its key column is {@code 0x80040216}
     * @param nestChangeSetError the error of a change set stands in a {@code changesetresponse} part; else bare
     * @param bulkTables more tables than the standard ones on which CreateMultiple and UpdateMultiple work
     */
    public record KeysAndBulk(
            int pollsUntilActive,
            boolean ignoreCase,
            String badCharacters,
            int duplicateKeyStatus,
            boolean refuseKeyInUpsertMultiple,
            boolean nestChangeSetError,
            Set<String> bulkTables) {

        public KeysAndBulk {
            bulkTables = Set.copyOf(bulkTables);
        }
    }

    /**
     * About opportunities, activities and lists.
     *
     * @param writeInNeedsPriceList a write-in line is refused when its opportunity has no price list
     * @param opportunityNeedsCustomer an opportunity without customer, parent account and parent contact is refused
     * @param customerInStep an opportunity's customer is filled from its parent account or contact
     * @param keepActualEnd the {@code actualend} sent with the completion of an activity is kept; else it is now
     * @param repeatedMemberIsHarmless adding a list member again changes nothing; else {@code 0x80040237}
     * @param appointmentNeedsTimes an appointment without start or end is refused
     */
    public record Sales(
            boolean writeInNeedsPriceList,
            boolean opportunityNeedsCustomer,
            boolean customerInStep,
            boolean keepActualEnd,
            boolean repeatedMemberIsHarmless,
            boolean appointmentNeedsTimes) {}

    /** The reading the facts sheet calls likely, and the stricter one where it calls none. */
    public static Quirks defaults() {
        return new Quirks(
                new Rows(false, true, 400, false, true, false, true, true, 412, 100_000),
                new KeysAndBulk(2, true, "/<>*%&:\\?+#", 412, true, true, Set.of()),
                new Sales(true, true, true, true, true, true),
                Duration.ZERO,
                1033);
    }

    public Quirks rows(UnaryOperator<Rows> change) {
        return new Quirks(change.apply(rows), keys, sales, metadataLag, language);
    }

    public Quirks keys(UnaryOperator<KeysAndBulk> change) {
        return new Quirks(rows, change.apply(keys), sales, metadataLag, language);
    }

    public Quirks sales(UnaryOperator<Sales> change) {
        return new Quirks(rows, keys, change.apply(sales), metadataLag, language);
    }

    public Quirks withMetadataLag(Duration lag) {
        return new Quirks(rows, keys, sales, lag, language);
    }

    public Quirks withLanguage(int code) {
        return new Quirks(rows, keys, sales, metadataLag, code);
    }
}
