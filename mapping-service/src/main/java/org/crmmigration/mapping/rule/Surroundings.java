package org.crmmigration.mapping.rule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * What an expression may look at besides the record; the same surroundings always give the same commands.
 *
 * @param zone the account's time zone, in which moments become days
 * @param asOf the export's own time: what lies before it is past. Never the clock, so that a repeated run says the same
 * @param known whether an object of this run exists; references to others are left out
 * @param hash of a text with the migration's secret, for keys that must not show what they stand for
 */
public record Surroundings(
        Choices choices,
        ZoneId zone,
        Instant asOf,
        Predicate<ObjectKey> known,
        UnaryOperator<String> hash,
        Notes notes) {}
