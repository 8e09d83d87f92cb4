package org.crmmigration.ingest.column;

import java.util.Collections;
import java.util.Set;

/** Dates and hours in columns of their own: {@code Start date} beside {@code Start time} is one moment in two columns. */
final class Joined {

    private static final Set<String> STARTS =
            Set.of("start", "startdate", "date", "appointmentdate", "from", "startingdate");
    private static final Set<String> START_HOURS = Set.of("starttime", "appointmenttime", "time", "starthour");
    private static final Set<String> ENDS = Set.of("end", "enddate");
    private static final Set<String> END_HOURS = Set.of("endtime", "endhour");

    private Joined() {}

    /** The name of a column among others, given the name it has alone. */
    static String name(FileKind kind, String canonical, String compact, Set<String> all) {
        if (kind != FileKind.APPOINTMENTS) {
            return canonical;
        }
        if (START_HOURS.contains(compact)) {
            return Collections.disjoint(STARTS, all) ? "start" : "start_hour";
        }
        return END_HOURS.contains(compact) && !Collections.disjoint(ENDS, all) ? "end_hour" : canonical;
    }
}
