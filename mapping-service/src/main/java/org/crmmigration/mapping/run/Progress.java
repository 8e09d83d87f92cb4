package org.crmmigration.mapping.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a run is: all that is needed to go on exactly after the last committed chunk. It stands in the metadata of the
 * offset that is committed in the same transaction as the chunk.
 *
 * @param phase the phase at hand
 * @param attempt counts emissions of a phase that had to begin anew
 * @param next offset of the next record of the phase; -1 before the phase was opened
 * @param commands how many commands of the phase were written
 * @param checksum over them
 * @param excluded records excluded so far in the run, by reason
 * @param earlier the migration's runs before this one
 */
record Progress(
        String run,
        int phase,
        int attempt,
        long next,
        long commands,
        String checksum,
        Map<String, Long> excluded,
        boolean finished,
        Earlier earlier) {

    /** Without {@code earlier}. */
    private static final String FORMER = "1";

    private static final String VERSION = "2";
    private static final String EMPTY = "0000000000000000";

    /** Copies the map. */
    Progress {
        excluded = Map.copyOf(excluded);
    }

    /** The beginning of a run. */
    static Progress begin(String run, int phase, int attempt, Earlier earlier) {
        return new Progress(run, phase, attempt, -1, 0, EMPTY, Map.of(), false, earlier);
    }

    /** The beginning of the next phase. */
    Progress turn(int nextPhase, Map<String, Long> excludedByNow) {
        return new Progress(run, nextPhase, attempt, -1, 0, EMPTY, excludedByNow, false, earlier);
    }

    /** The end of the run. */
    Progress end(Map<String, Long> excludedByNow) {
        return new Progress(run, phase, attempt, next, commands, checksum, excludedByNow, true, earlier);
    }

    /** Goes on in the phase. */
    Progress at(long nextRecord, long count, String sum, Map<String, Long> excludedByNow) {
        return new Progress(run, phase, attempt, nextRecord, count, sum, excludedByNow, false, earlier);
    }

    /** Whether the phase was opened. */
    boolean opened() {
        return next >= 0;
    }

    /** The metadata's text: well below the broker's 4096 bytes. */
    String text() {
        String reasons = new TreeMap<>(excluded)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
        return String.join(
                ";",
                VERSION,
                run,
                Integer.toString(phase),
                Integer.toString(attempt),
                Long.toString(next),
                Long.toString(commands),
                checksum,
                finished ? "finished" : "running",
                reasons,
                earlier.text());
    }

    /** Reads what {@link #text()} wrote. */
    static Progress parse(String text) {
        String[] parts = text.split(";", -1);
        boolean former = parts.length == 9 && parts[0].equals(FORMER);
        if (!former && (parts.length != 10 || !parts[0].equals(VERSION))) {
            throw new IllegalStateException("the committed offset carries no progress of this service");
        }
        Map<String, Long> excluded = new TreeMap<>();
        for (String reason : parts[8].isEmpty() ? new String[0] : parts[8].split(",", -1)) {
            int equals = reason.indexOf('=');
            excluded.put(reason.substring(0, equals), Long.parseLong(reason.substring(equals + 1)));
        }
        return new Progress(
                parts[1],
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]),
                parts[6],
                excluded,
                parts[7].equals("finished"),
                former ? Earlier.UNKNOWN : Earlier.parse(parts[9]));
    }
}
