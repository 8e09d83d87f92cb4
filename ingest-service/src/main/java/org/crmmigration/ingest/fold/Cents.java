package org.crmmigration.ingest.fold;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.crmmigration.messaging.value.Value;

/** Amounts as whole ten-thousandths, for the staging database. */
final class Cents {

    private static final int SCALE = 4;

    private Cents() {}

    static long of(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }

    static Value money(long amount, String currency) {
        return new Value.Money(BigDecimal.valueOf(amount, SCALE), currency);
    }
}
