package org.crmmigration.ingest.fold;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.DateOrder;
import org.crmmigration.ingest.normal.Dates;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.normal.Stamp;
import org.crmmigration.ingest.normal.TimeZones;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;

/** Calendar appointments. */
final class AppointmentFold {

    private final Session session;
    private final ContactLookup contacts;
    private final Presence presence;

    AppointmentFold(Session session, ContactLookup contacts) {
        this.session = session;
        this.contacts = contacts;
        this.presence = Presence.of(session, FileKind.APPOINTMENTS);
    }

    void run() {
        new LatestRows(session, this::read).run(FileKind.APPOINTMENTS);
        if (!session.settings().zoneStated()) {
            session.files().values().stream()
                    .filter(file -> file.header().kind() == FileKind.APPOINTMENTS
                            && session.states().current(file.id())
                            && !file.header().has("time_zone"))
                    .forEach(file -> session.allFindings()
                            .add(
                                    Rule.A04,
                                    Where.file(file.name()),
                                    null,
                                    "assumed is " + session.settings().zone()));
        }
    }

    private Optional<Rule> read(StagedRow row, LatestRows rows) {
        Draft draft = new Draft(Kind.APPOINTMENT, "appointment:" + session.keyPart(row.key()));
        Intake intake = rows.intake(row, draft);
        Optional<Stamp> stamp = start(row);
        Optional<Instant> start = stamp.map(stated -> stated.in(zone(row)));
        if (start.isEmpty()) {
            intake.say(Rule.A01, row.file().column("start") >= 0 ? "start" : "start_day", "");
            return Optional.of(Rule.A01);
        }
        draft.fields().put("start", new Value.Moment(start.get()));
        session.ranges().see(row, start.get());
        boolean zoned = row.file().header().has("time_zone");
        Optional<String> zone = Cells.text(row.cell("time_zone"));
        boolean unread = zone.isPresent() && zone.flatMap(TimeZones::of).isEmpty();
        boolean sure = stamp.flatMap(Stamp::offset).isPresent();
        if (!sure && (unread || (zoned && zone.isEmpty() && !session.settings().zoneStated()))) {
            intake.say(Rule.A04, "time_zone", "");
        }
        draft.raw().put("start", row.cell("start"));
        draft.createdAt(intake.moment("booked_at", "booked_at", Rule.C08).orElse(start.get()));
        Optional<Long> minutes = minutes(intake, draft);
        intake.extras();
        end(intake, draft, start.get(), minutes);
        intake.texts("class_name", "location_url", "notes");
        String calendar = intake.text("calendar_name", "calendar_name").orElse("");
        draft.text("title", draft.text("class_name"));
        draft.text("status", status(Cells.text(row.cell("status")).orElse(""), start.get()));
        session.vocabulary()
                .calendar(calendar, Cells.text(row.cell("calendar_id")).orElse(""))
                .ifPresent(key -> draft.references().put("calendar", key));
        intake.name("host_name");
        host(intake, draft);
        if (Emails.valid(row.mail())) {
            draft.text("attendee_email", row.mail());
        }
        intake.text("attendee_phone", "attendee_phone");
        Optional<Long> identity = contacts.refer(intake, draft, "lead_id", "attendee_email", Rule.A02)
                .map(ContactLookup.Found::identity);
        session.records().put(draft, identity.orElse(null), rows.gone(presence));
        return Optional.empty();
    }

    private static Optional<Stamp> start(StagedRow row) {
        String text = Cells.clean(row.cell("start").isEmpty() ? row.cell("start_day") : row.cell("start"));
        String hour = Cells.clean(row.cell("start_hour"));
        return stamp(
                row, row.cell("start").isEmpty() ? "start_day" : "start", hour.isEmpty() ? text : text + ' ' + hour);
    }

    private void end(Intake intake, Draft draft, Instant start, Optional<Long> minutes) {
        StagedRow row = intake.row();
        Optional<Instant> end = end(row, start)
                .map(stamp -> stamp.in(zone(row)))
                .or(() -> minutes.map(length -> start.plus(Duration.ofMinutes(length))));
        if (end.isEmpty()) {
            return;
        }
        Duration length = Duration.between(start, end.get());
        if (length.isNegative() || length.compareTo(Duration.ofHours(24)) > 0) {
            intake.say(Rule.A03, "end", "");
        }
        if (!length.isNegative()) {
            draft.fields().put("end", new Value.Moment(end.get()));
            draft.fields().putIfAbsent("duration_min", new Value.Whole(length.toMinutes()));
        }
    }

    /** The end: a date and time, in one column or two, or a time of the day on which it starts. */
    private static Optional<Stamp> end(StagedRow row, Instant start) {
        String text = Cells.clean(row.cell("end"));
        String hour = Cells.clean(row.cell("end_hour"));
        Optional<Stamp> whole = stamp(row, "end", hour.isEmpty() ? text : text + ' ' + hour);
        if (whole.isPresent() || text.isEmpty()) {
            return whole;
        }
        return Dates.parse(start.atZone(zone(row)).toLocalDate() + " " + text, DateOrder.MONTH_FIRST);
    }

    private void host(Intake intake, Draft draft) {
        session.vocabulary()
                .owner(intake.row().cell("host_email"), draft.text("host_name"))
                .ifPresent(owner -> {
                    draft.text("host_email", Emails.key(intake.row().cell("host_email")));
                    draft.references().put("owner", owner);
                });
    }

    private static Optional<Stamp> stamp(StagedRow row, String column, String text) {
        int index = row.file().column(column);
        return index < 0 || text.isEmpty()
                ? Optional.empty()
                : Dates.parse(text, row.file().order(index));
    }

    private static ZoneId zone(StagedRow row) {
        return TimeZones.of(Cells.clean(row.cell("time_zone")))
                .orElseGet(() -> row.file().settings().zone());
    }

    /** Minutes, also written as {@code 1:30}, {@code 90 min} or {@code 1h 30m}. */
    private static Optional<Long> minutes(Intake intake, Draft draft) {
        String cell = intake.row().cell("duration_min");
        Optional<Long> minutes = Lengths.minutes(Cells.clean(cell));
        minutes.ifPresent(length -> {
            draft.fields().put("duration_min", new Value.Whole(length));
            draft.raw().put("duration_min", cell);
        });
        return minutes;
    }

    private String status(String word, Instant start) {
        return switch (Cells.word(word)) {
            case "completed", "done", "attended" -> "completed";
            case "cancelled", "canceled" -> "cancelled";
            case "rescheduled" -> "rescheduled";
            case "no show", "noshow", "missed" -> "no_show";
            case "booked", "upcoming", "scheduled", "confirmed" -> "booked";
            default -> start.isBefore(session.now()) ? "completed" : "booked";
        };
    }
}
