package org.crmmigration.benchmarks.rig;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Values in order. */
public record Percentiles(List<Double> sorted) {

    /** Of any values. */
    public static Percentiles of(Collection<Double> values) {
        return new Percentiles(values.stream().sorted().toList());
    }

    /**
     * The value below which a share lies.
     *
     * @param share 0 to 1
     */
    public double at(double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }

    /** How many lie below a value. */
    public long below(double value) {
        return sorted.stream().filter(one -> one < value).count();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "min %.2f, p1 %.2f, p50 %.2f, p99 %.2f, max %.2f",
                at(0),
                at(0.01),
                at(0.5),
                at(0.99),
                at(1));
    }
}
