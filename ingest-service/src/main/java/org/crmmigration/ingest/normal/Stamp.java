package org.crmmigration.ingest.normal;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A date as a cell states it.
 *
 * @param local the local date and time, midnight when no time was stated
 * @param timed whether a time was stated
 * @param offset the offset, when one was stated
 */
public record Stamp(LocalDateTime local, boolean timed, Optional<ZoneOffset> offset) {

    /** The instant, in a zone unless the cell stated an offset. */
    public Instant in(ZoneId zone) {
        return offset.map(local::toInstant).orElseGet(() -> local.atZone(zone).toInstant());
    }
}
