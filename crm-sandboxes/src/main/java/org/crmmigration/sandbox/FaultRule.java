package org.crmmigration.sandbox;

/**
 * When a fault strikes. A scripted fault has probability 1 and a number of times; a random one a probability and no end.
 *
 * @param route {@code *}, or a template such as {@code POST /api/v2/persons}, or a start of one ending in {@code *}
 * @param probability 0..1, drawn for each matching call from the seeded source
 * @param skip matching calls to let through first
 * @param times how often it may strike; {@link #FOREVER} has no end
 */
public record FaultRule(String route, double probability, int skip, int times, Fault fault) {

    /** No end to it. */
    public static final int FOREVER = Integer.MAX_VALUE;

    public FaultRule {
        if (probability < 0 || probability > 1) {
            throw new IllegalArgumentException("probability must be within 0..1, was " + probability);
        }
        if (skip < 0 || times < 1) {
            throw new IllegalArgumentException("skip must not be negative and times must be at least 1");
        }
    }

    /** Strikes the next matching call, once. */
    public static FaultRule next(String route, Fault fault) {
        return new FaultRule(route, 1, 0, 1, fault);
    }

    /** Strikes each of the next matching calls. */
    public static FaultRule next(String route, int times, Fault fault) {
        return new FaultRule(route, 1, 0, times, fault);
    }

    /** Strikes matching calls with a probability, until removed. */
    public static FaultRule sometimes(String route, double probability, Fault fault) {
        return new FaultRule(route, probability, 0, FOREVER, fault);
    }

    boolean matches(String template) {
        return route.endsWith("*")
                ? template.startsWith(route.substring(0, route.length() - 1))
                : template.equals(route);
    }
}
