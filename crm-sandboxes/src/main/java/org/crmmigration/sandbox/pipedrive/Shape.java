package org.crmmigration.sandbox.pipedrive;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What JSON a body member may hold. v2 coerces nothing: a number in quotes is not a number. */
@FunctionalInterface
interface Shape {

    Shape STRING = (name, value) -> expect(value.isString(), name, "string");
    Shape NUMBER = (name, value) -> expect(value.isNumber(), name, "number");
    Shape BOOLEAN = (name, value) -> expect(value.isBoolean(), name, "boolean");
    Shape OBJECT = (name, value) -> expect(value.isObject(), name, "object");
    Shape INTEGER = (name, value) -> expect(isWhole(value), name, "integer");
    Shape DATE = (name, value) -> {
        STRING.check(name, value);
        demand(Times.isDate(value.asString()), name, "The value is not a valid date");
    };
    Shape TIME_OF_DAY = (name, value) -> {
        STRING.check(name, value);
        demand(Times.ofDay(value.asString()) != null, name, "The value is not a valid time");
    };
    Shape INTEGERS = (name, value) -> {
        expect(value.isArray(), name, "array");
        value.forEach(item -> INTEGER.check(name, item));
    };

    /** Refuses a value it does not allow. */
    void check(String name, JsonNode value);

    static Shape text(int longest) {
        return (name, value) -> {
            STRING.check(name, value);
            demand(
                    value.asString().length() <= longest,
                    name,
                    "length must be less than or equal to " + longest + " characters long");
        };
    }

    static Shape oneOf(String... words) {
        Set<String> allowed = Set.of(words);
        return (name, value) -> {
            STRING.check(name, value);
            demand(allowed.contains(value.asString()), name, "must be one of " + List.of(words));
        };
    }

    /** An array of objects with the given members and no others. */
    static Shape objects(java.util.Map<String, Shape> members, String required) {
        return (name, value) -> {
            expect(value.isArray(), name, "array");
            value.forEach(item -> object(members, required).check(name, item));
        };
    }

    static Shape object(java.util.Map<String, Shape> members, String required) {
        return (name, value) -> {
            expect(value.isObject(), name, "object");
            demand(value.hasNonNull(required), name, "'" + required + "' is required");
            value.properties().forEach(member -> {
                Shape shape = members.get(member.getKey());
                demand(shape != null, name, "Unknown key '" + member.getKey() + "'");
                if (shape != null && !member.getValue().isNull()) {
                    shape.check(name + "." + member.getKey(), member.getValue());
                }
            });
        };
    }

    static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.decimalValue().abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
    }

    private static void expect(boolean holds, String name, String type) {
        demand(holds, name, "The value is not a valid '" + type + "'");
    }

    private static void demand(boolean holds, String name, String reason) {
        if (!holds) {
            throw Refusal.invalid(name, reason);
        }
    }
}
