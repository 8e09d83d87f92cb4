package org.crmmigration.messaging.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A field's value. Equality is by content; decimals are compared after stripping trailing zeros, so 12.5 equals 12.50.
 */
public sealed interface Value {

    /** No value: the field is known and empty. Sending it to a CRM clears the field. */
    record Nothing() implements Value {}

    /** Text, Unicode NFC. */
    record Text(String text) implements Value {}

    /** Yes or no. */
    record Flag(boolean on) implements Value {}

    /** A whole number. */
    record Whole(long number) implements Value {}

    /** A decimal number. */
    record Decimal(BigDecimal number) implements Value {
        /** Strips trailing zeros. */
        public Decimal {
            number = plain(number);
        }
    }

    /** An amount and its ISO 4217 currency code in upper case. */
    record Money(BigDecimal amount, String currency) implements Value {
        /** Strips trailing zeros of the amount. */
        public Money {
            amount = plain(amount);
        }
    }

    /** A point in time, to the millisecond. */
    record Moment(Instant instant) implements Value {}

    /** A calendar day without a zone. */
    record Day(LocalDate date) implements Value {}

    /** Another object of the same migration. */
    record Reference(ObjectKey target) implements Value {}

    /** Several texts in their order, for example tags or the options of a multi-select field. */
    record Texts(List<String> texts) implements Value {
        /** Copies the list. */
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** The one empty value. */
    Value NOTHING = new Nothing();

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
