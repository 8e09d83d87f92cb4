package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.file.DateRange;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;

/**
 * Compares the days that the files of one kind were exported for, as their names or the settings state them: with each
 * other, and with the dates of their rows.
 */
final class ChunkRules {

    private final Session session;

    ChunkRules(Session session) {
        this.session = session;
    }

    private record Chunk(FileView file, DateRange range) {}

    void check() {
        Map<FileKind, List<Chunk>> chunks = new TreeMap<>();
        for (FileView file : session.files().values()) {
            if (session.states().current(file.id())) {
                range(file)
                        .ifPresent(range -> chunks.computeIfAbsent(file.header().kind(), _ -> new ArrayList<>())
                                .add(new Chunk(file, range)));
            }
        }
        chunks.values().forEach(this::compare);
    }

    private Optional<DateRange> range(FileView file) {
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        Map<String, DateRange> stated = session.settings().ranges();
        return Optional.ofNullable(stated.get(file.name()))
                .or(() -> Optional.ofNullable(stated.get(name)))
                .or(() -> DateRange.of(name));
    }

    private void compare(List<Chunk> chunks) {
        chunks.sort(Comparator.comparing((Chunk chunk) -> chunk.range().from())
                .thenComparing(chunk -> chunk.range().to())
                .thenComparing(chunk -> chunk.file().name()));
        Chunk reaching = chunks.getFirst();
        outside(reaching);
        for (Chunk next : chunks.subList(1, chunks.size())) {
            outside(next);
            between(reaching, next);
            reaching = next.range().to().isAfter(reaching.range().to()) ? next : reaching;
        }
    }

    private void between(Chunk before, Chunk next) {
        LocalDate end = before.range().to();
        LocalDate begin = next.range().from();
        if (begin.isAfter(end.plusDays(1))) {
            say(next, "no file covers " + end.plusDays(1) + " to " + begin.minusDays(1));
        } else if (!begin.isAfter(end)) {
            LocalDate until = next.range().to().isBefore(end) ? next.range().to() : end;
            say(next, "it overlaps with " + before.file().name() + " from " + begin + " to " + until);
        }
    }

    private void outside(Chunk chunk) {
        ZoneId zone = session.settings().zone();
        session.ranges().of(chunk.file()).ifPresent(span -> {
            boolean early = day(span.first(), zone).isBefore(chunk.range().from());
            boolean late = day(span.last(), zone).isAfter(chunk.range().to());
            if (early || late) {
                say(chunk, "rows lie outside of the days it was exported for");
            }
        });
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    private void say(Chunk chunk, String what) {
        session.allFindings().add(Rule.R02, Where.file(chunk.file().name()), null, what);
    }
}
