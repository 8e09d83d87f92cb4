package org.crmmigration.sandbox.pipedrive;

import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;

/** How often something is billed; recurring billing begins with the Growth plan. */
final class Billing {

    static final String ONE_TIME = "one-time";

    static final Shape FREQUENCY = Shape.oneOf(ONE_TIME, "annually", "semi-annually", "quarterly", "monthly", "weekly");

    private static final int MOST_CYCLES = 208;

    private Billing() {}

    static void check(JsonNode row, Plan plan) {
        String frequency = Json.text(row, "billing_frequency");
        JsonNode cycles = row.path("billing_frequency_cycles");
        if (!frequency.equals(ONE_TIME) && !plan.allowsRecurringProducts()) {
            throw Refusal.forbidden("Recurring products are not available on this plan", "feature_not_available");
        }
        boolean counted = cycles.isNumber();
        if (counted && (cycles.asInt() < 1 || cycles.asInt() > MOST_CYCLES)) {
            throw Refusal.invalid("billing_frequency_cycles", "must be between 1 and " + MOST_CYCLES);
        }
        if ((frequency.equals(ONE_TIME) && counted) || (frequency.equals("weekly") && !counted)) {
            throw Refusal.invalid("billing_frequency_cycles", "does not go with billing_frequency " + frequency);
        }
    }

    static boolean recurs(JsonNode row) {
        return !Json.text(row, "billing_frequency").equals(ONE_TIME);
    }

    /** Times a year; 0 for one-time. */
    static int perYear(JsonNode row) {
        return switch (Json.text(row, "billing_frequency")) {
            case "annually" -> 1;
            case "semi-annually" -> 2;
            case "quarterly" -> 4;
            case "monthly" -> 12;
            case "weekly" -> 52;
            default -> 0;
        };
    }
}
