package org.crmmigration.loader.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what an account has used over a restart. */
public interface BudgetMemory {

    /** Remembers nothing. */
    BudgetMemory NONE = new BudgetMemory() {
        @Override
        public Optional<Used> read() {
            return Optional.empty();
        }

        @Override
        public void write(Used used) {}
    };

    /** What was last written. */
    Optional<Used> read();

    /** Replaces what was written. */
    void write(Used used);

    /**
     * What was used.
     *
     * @param at when this was true
     * @param day the day the amount belongs to, null without a daily budget
     * @param amount used on that day, in the vendor's currency
     * @param windows calls in each rolling window
     */
    record Used(Instant at, @Nullable LocalDate day, double amount, Map<String, Integer> windows) {}
}
