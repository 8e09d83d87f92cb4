package org.crmmigration.benchmarks.ingest;

/**
 * What one process measured of itself.
 *
 * @param records records or rows
 * @param bytes of all records on the topic; 0 where there are none
 * @param cpuSeconds of all its threads, its start included
 * @param heapMegabytes the most the heap held after a collection
 * @param residentMegabytes the most memory the process held, as Linux counts it; 0 elsewhere
 * @param publishSeconds of the seconds, those spent publishing; 0 where nothing is
 */
record Figures(
        String name,
        long records,
        double seconds,
        long bytes,
        double cpuSeconds,
        long heapMegabytes,
        long residentMegabytes,
        double publishSeconds) {

    double rate() {
        return records / seconds;
    }
}
