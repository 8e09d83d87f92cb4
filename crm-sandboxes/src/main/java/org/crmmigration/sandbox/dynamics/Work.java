package org.crmmigration.sandbox.dynamics;

import java.time.Duration;

/** What one HTTP request made the server do: time for the execution limit, rows for the daily entitlement. */
final class Work {

    private final ServiceTimes times;
    private Duration time = Duration.ZERO;
    private int rows;

    Work(ServiceTimes times) {
        this.times = times;
    }

    Duration time() {
        return time;
    }

    int rows() {
        return rows;
    }

    void request() {
        time = time.plus(times.request());
    }

    void create() {
        spend(times.create(), 1);
    }

    void update() {
        spend(times.update(), 1);
    }

    void bulk(int targets) {
        spend(times.bulkRow().multipliedBy(targets), targets);
    }

    void read(int found) {
        spend(times.readRow().multipliedBy(found), 1);
    }

    void definition() {
        spend(times.definition(), 1);
    }

    private void spend(Duration duration, int counted) {
        time = time.plus(duration);
        rows += counted;
    }
}
