package org.crmmigration.sandbox.pipedrive;

/**
 * Where the vendor's documents are silent or contradict each other. The defaults are the stricter reading.
 *
 * @param deletedReadable a deleted record is still read by id, with {@code is_deleted:true}, for 30 days; else 404
 * @param deletedAgain status of deleting a record that is deleted already: 404, 410 or 200
 * @param labelOptionsEndpoint labels can be added by {@code POST /xFields/label_ids/options}; else 403 and only v1 works
 * @param ignoreUnknownBodyKeys body members that the API does not list are ignored; else 400
 * @param ignoreUnknownV1Parameters unknown query parameters are ignored by v1; else 400 (v2 always refuses)
 * @param clampLimit a {@code limit} above the maximum is lowered to it; else 400
 * @param checkReferences ids that point to nothing or to something deleted are refused
 * @param nullableReferences null unlinks a person, organization or deal; else 400
 * @param ignoreActivityPersonId {@code person_id} in an activity's body is ignored; else 400
 * @param chargeRefusedCalls a call answered 4xx costs its tokens too
 * @param monetaryNeedsCurrency a monetary custom field without currency is refused; else the user's currency is taken
 * @param searchCountsTwice a search also counts in the general two-second window
 * @param timesWithSpace {@code add_time} and the deal times also take {@code YYYY-MM-DD HH:MM:SS}
 */
public record Quirks(
        boolean deletedReadable,
        int deletedAgain,
        boolean labelOptionsEndpoint,
        boolean ignoreUnknownBodyKeys,
        boolean ignoreUnknownV1Parameters,
        boolean clampLimit,
        boolean checkReferences,
        boolean nullableReferences,
        boolean ignoreActivityPersonId,
        boolean chargeRefusedCalls,
        boolean monetaryNeedsCurrency,
        boolean searchCountsTwice,
        boolean timesWithSpace) {

    /** The stricter reading everywhere, but labels by the v2 endpoint, deleted records readable, references nullable. */
    public static Quirks defaults() {
        return new Quirks(true, 404, true, false, false, false, true, true, false, true, true, true, false);
    }

    public Quirks withDeletedReadable(boolean value) {
        return new Quirks(
                value,
                deletedAgain,
                labelOptionsEndpoint,
                ignoreUnknownBodyKeys,
                ignoreUnknownV1Parameters,
                clampLimit,
                checkReferences,
                nullableReferences,
                ignoreActivityPersonId,
                chargeRefusedCalls,
                monetaryNeedsCurrency,
                searchCountsTwice,
                timesWithSpace);
    }

    public Quirks withDeletedAgain(int status) {
        return new Quirks(
                deletedReadable,
                status,
                labelOptionsEndpoint,
                ignoreUnknownBodyKeys,
                ignoreUnknownV1Parameters,
                clampLimit,
                checkReferences,
                nullableReferences,
                ignoreActivityPersonId,
                chargeRefusedCalls,
                monetaryNeedsCurrency,
                searchCountsTwice,
                timesWithSpace);
    }

    public Quirks withLabelOptionsEndpoint(boolean value) {
        return new Quirks(
                deletedReadable,
                deletedAgain,
                value,
                ignoreUnknownBodyKeys,
                ignoreUnknownV1Parameters,
                clampLimit,
                checkReferences,
                nullableReferences,
                ignoreActivityPersonId,
                chargeRefusedCalls,
                monetaryNeedsCurrency,
                searchCountsTwice,
                timesWithSpace);
    }

    /** The lenient reading of everything a request may say: unknown names ignored, limits clamped, links unchecked. */
    public Quirks lenient() {
        return new Quirks(
                deletedReadable,
                deletedAgain,
                labelOptionsEndpoint,
                true,
                true,
                true,
                false,
                true,
                true,
                chargeRefusedCalls,
                false,
                searchCountsTwice,
                true);
    }

    public Quirks withNullableReferences(boolean value) {
        return new Quirks(
                deletedReadable,
                deletedAgain,
                labelOptionsEndpoint,
                ignoreUnknownBodyKeys,
                ignoreUnknownV1Parameters,
                clampLimit,
                checkReferences,
                value,
                ignoreActivityPersonId,
                chargeRefusedCalls,
                monetaryNeedsCurrency,
                searchCountsTwice,
                timesWithSpace);
    }
}
