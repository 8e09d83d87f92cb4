package org.crmmigration.sandbox.pipedrive;

import java.util.Set;
import java.util.regex.Pattern;

/** What a query parameter may hold. */
@FunctionalInterface
interface ParamCheck {

    /** Most ids in one {@code ids} parameter. */
    int MOST_IDS = 100;

    /** Most field codes in one {@code custom_fields} parameter. */
    int MOST_KEYS = 15;

    Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    ParamCheck TEXT = (name, raw) -> {};
    ParamCheck NUMBER = (name, raw) -> demand(WHOLE.matcher(raw).matches(), name, "The value is not a valid 'integer'");
    ParamCheck FLAG = (name, raw) ->
            demand(raw.equals("true") || raw.equals("false"), name, "The value is not a valid 'boolean'");
    ParamCheck ZERO_ONE = (name, raw) -> demand(raw.equals("0") || raw.equals("1"), name, "must be 0 or 1");
    ParamCheck DATE = (name, raw) -> demand(Times.isDate(raw), name, "The value is not a valid date");
    ParamCheck TIME = (name, raw) ->
            demand(Times.parseRfc3339(raw) != null && raw.indexOf('.') < 0, name, "The value is not a valid datetime");
    ParamCheck IDS = (name, raw) -> {
        String[] ids = raw.split(",", -1);
        demand(ids.length <= MOST_IDS, name, "must not contain more than " + MOST_IDS + " ids");
        for (String id : ids) {
            NUMBER.check(name, id);
        }
    };
    ParamCheck KEYS = (name, raw) ->
            demand(raw.split(",", -1).length <= MOST_KEYS, name, "must not contain more than " + MOST_KEYS + " keys");

    /** Refuses a value it does not allow. */
    void check(String name, String raw);

    static ParamCheck word(Set<String> allowed) {
        return (name, raw) -> demand(allowed.contains(raw), name, "must be one of " + allowed);
    }

    static ParamCheck words(Set<String> allowed) {
        return (name, raw) -> {
            for (String one : raw.split(",", -1)) {
                demand(allowed.contains(one), name, "must be one of " + allowed);
            }
        };
    }

    private static void demand(boolean holds, String name, String reason) {
        if (!holds) {
            throw Refusal.invalid(name, reason);
        }
    }
}
