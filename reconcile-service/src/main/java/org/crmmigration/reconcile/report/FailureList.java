package org.crmmigration.reconcile.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.Stuck;
import org.jspecify.annotations.Nullable;

/** The objects of a run that failed or are parked, as CSV (RFC 4180). */
public final class FailureList {

    private static final int CHUNK = 1000;

    private FailureList() {}

    /** Writes all of them, in chunks, however many there are. */
    public static void csv(LedgerQueries queries, String run, Appendable out) {
        try {
            out.append("phase,object,status,code,message,field,parent,httpStatus,requestId,calls\r\n");
            long offset = 0;
            List<Stuck> chunk = queries.stuck(run, "", CHUNK, offset);
            while (!chunk.isEmpty()) {
                for (Stuck stuck : chunk) {
                    out.append(line(stuck)).append("\r\n");
                }
                offset += chunk.size();
                chunk = queries.stuck(run, "", CHUNK, offset);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Stuck stuck) {
        return Stream.of(
                        Integer.toString(stuck.phase()),
                        stuck.object(),
                        stuck.status(),
                        stuck.code(),
                        stuck.message(),
                        stuck.field(),
                        stuck.parent(),
                        stuck.httpStatus() == null ? null : stuck.httpStatus().toString(),
                        stuck.requestId(),
                        Long.toString(stuck.calls()))
                .map(FailureList::cell)
                .collect(Collectors.joining(","));
    }

    /** Quoted where needed; a cell a spreadsheet would take for a formula is made text. */
    private static String cell(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
