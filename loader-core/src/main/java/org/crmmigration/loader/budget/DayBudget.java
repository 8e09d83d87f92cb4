package org.crmmigration.loader.budget;

import java.time.Instant;
import java.time.LocalDate;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.BudgetSignal;

/** What may be spent from midnight to midnight, the reserve deducted. Not thread-safe. */
final class DayBudget {

    private final AccountLimits.Daily daily;
    private final double reserve;
    private double limit;
    private double used;
    private LocalDate day;

    DayBudget(AccountLimits.Daily daily, double reserve, Instant now) {
        this.daily = daily;
        this.reserve = reserve;
        this.limit = daily.cost();
        this.day = today(now);
    }

    /** The earliest time at which so much may be spent. */
    Instant earliest(double cost, Instant now) {
        rollOver(now);
        return used + cost <= spendable() ? now : nextMidnight(now);
    }

    void spend(double cost) {
        used += cost;
    }

    /** The server's figures replace ours: they also know what others spent. */
    void heard(BudgetSignal signal, Instant now) {
        rollOver(now);
        Double serverLimit = signal.dailyLimit();
        if (serverLimit != null) {
            limit = serverLimit;
        }
        Double remaining = signal.dailyRemaining();
        if (remaining != null) {
            used = Math.max(0, limit - remaining);
        }
    }

    Instant nextMidnight(Instant now) {
        return today(now).plusDays(1).atStartOfDay(daily.zone()).toInstant();
    }

    double spendable() {
        return limit * (1 - reserve);
    }

    double used(Instant now) {
        rollOver(now);
        return used;
    }

    LocalDate day() {
        return day;
    }

    /** Goes on from what was used before a restart, if that was the same day. */
    void restore(LocalDate usedOn, double amount) {
        if (usedOn.equals(day)) {
            used = amount;
        }
    }

    private void rollOver(Instant now) {
        LocalDate today = today(now);
        if (today.isAfter(day)) {
            day = today;
            used = 0;
        }
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, daily.zone());
    }
}
