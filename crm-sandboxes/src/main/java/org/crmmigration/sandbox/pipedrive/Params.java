package org.crmmigration.sandbox.pipedrive;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checked query of one call. */
final class Params {

    static final int DEFAULT_LIMIT = 100;

    private final Map<String, String> values;
    private final int limit;

    private Params(Map<String, String> values, int limit) {
        this.values = values;
        this.limit = limit;
    }

    /**
     * What an operation takes.
     *
     * @param mostLimit highest {@code limit}, 0 when the operation has no such parameter
     * @param v1 whether unknown names are a matter of {@link Quirks#ignoreUnknownV1Parameters()}
     */
    record Spec(Map<String, ParamCheck> checks, int mostLimit, boolean v1) {

        static final Spec NONE = new Spec(Map.of(), 0, false);
        static final Spec NONE_V1 = new Spec(Map.of(), 0, true);

        Spec {
            checks = Map.copyOf(checks);
        }

        Spec with(String name, ParamCheck check) {
            Map<String, ParamCheck> more = new HashMap<>(checks);
            more.put(name, check);
            return new Spec(more, mostLimit, v1);
        }
    }

    static Params parse(Map<String, String> query, Spec spec, Quirks quirks) {
        query.forEach((name, raw) -> {
            ParamCheck check = name.equals("limit") && spec.mostLimit() > 0
                    ? ParamCheck.NUMBER
                    : spec.checks().get(name);
            if (check != null) {
                check.check(name, raw);
            } else if (!spec.v1() || !quirks.ignoreUnknownV1Parameters()) {
                throw Refusal.schema("Parameter '" + name + "' is not allowed");
            }
        });
        return new Params(query, limit(query.get("limit"), spec, quirks));
    }

    private static int limit(@Nullable String raw, Spec spec, Quirks quirks) {
        if (raw == null || spec.mostLimit() == 0) {
            return DEFAULT_LIMIT;
        }
        long wanted = Long.parseLong(raw);
        if (wanted > spec.mostLimit() && quirks.clampLimit()) {
            return spec.mostLimit();
        }
        if (wanted < 1 || wanted > spec.mostLimit()) {
            throw Refusal.invalid("limit", "must be between 1 and " + spec.mostLimit());
        }
        return (int) wanted;
    }

    int limit() {
        return limit;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    String text(String name) {
        return values.get(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    boolean flag(String name) {
        String raw = values.getOrDefault(name, "false");
        return raw.equals("true") || raw.equals("1");
    }

    @Nullable
    Instant time(String name) {
        String raw = values.get(name);
        return raw == null ? null : Times.parseRfc3339(raw);
    }

    long number(String name, long otherwise) {
        String raw = values.get(name);
        return raw == null ? otherwise : Long.parseLong(raw);
    }

    /** Ids in the order they were sent, each once. */
    List<Long> ids(String name) {
        return words(name).stream().map(Long::valueOf).toList();
    }

    Set<String> words(String name) {
        String raw = values.get(name);
        return raw == null || raw.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(raw.split(",", -1)));
    }
}
