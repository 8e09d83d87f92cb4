package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Catalogue;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Consent;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;

/** One row of a contacts file, normalised on its own. */
final class ContactRow {

    private static final Instant KARTRA_BEGAN = Instant.parse("2015-01-01T00:00:00Z");
    private static final String[] TEXTS = {
        "company_phone",
        "company_website",
        "address",
        "address_2",
        "city",
        "state",
        "website",
        "facebook",
        "twitter",
        "linkedin",
        "google_plus",
        "lead_source",
        "gdpr_status_ip",
        "sales_tax_id",
        "business_type",
        "affiliate_ref",
        "avatar_url",
        "username",
        "ip",
        "notes",
        "mailing_status"
    };

    private final CustomFields customFields;
    private final Session session;
    private final Instant now;

    ContactRow(CustomFields customFields, Session session) {
        this.customFields = customFields;
        this.session = session;
        this.now = session.now();
    }

    /** The row as a draft of its contact. */
    Draft read(String sourceKey, StagedRow row, Findings findings) {
        Draft draft = new Draft(Kind.CONTACT, sourceKey);
        Intake intake = new Intake(row, draft, findings);
        draft.text("kartra_id", row.key());
        draft.text("email", row.mail());
        if (!row.mail().equals(row.cell("email"))) {
            draft.raw().put("email", row.cell("email"));
        }
        for (String name : List.of("first_name", "middle_name", "last_name", "last_name_2", "full_name")) {
            intake.name(name);
        }
        company(intake);
        intake.texts(TEXTS);
        intake.id("postal_code");
        ContactPlace.read(intake, draft);
        created(intake, draft);
        intake.moment("last_activity_at", "last_activity_at", Rule.C08);
        intake.whole("score", "score");
        names(intake, "tags", session.tags());
        names(intake, "lists", session.lists());
        intake.names("sequences", "sequences");
        intake.flag("blacklisted", "blacklisted");
        intake.flag("deleted", "deleted");
        consent(intake);
        owner(intake, draft);
        custom(intake, draft);
        ContactOddities.say(intake);
        return draft;
    }

    private static void company(Intake intake) {
        String cell = intake.row().cell("company_name");
        if (Cells.text(cell).flatMap(Names::company).isPresent()) {
            intake.name("company_name");
        } else if (!cell.isEmpty()) {
            intake.raw("company_name");
        }
    }

    private static void names(Intake intake, String column, Catalogue catalogue) {
        List<String> names = intake.names(column, column, catalogue).orElse(List.of());
        if (!names.stream().allMatch(catalogue::has)) {
            intake.say(Rule.C14, column, "the account's catalogue lacks it");
        } else if (names.stream().anyMatch(catalogue::doubtful)) {
            intake.say(Rule.C14, column, "a name holds a separator");
        }
    }

    private void created(Intake intake, Draft draft) {
        Optional<Instant> created = intake.moment("created_at", "created_at", Rule.C08);
        draft.createdAt(created.orElse(null));
        created.ifPresent(at -> session.ranges().see(intake.row(), at));
        boolean column = intake.row().file().column("created_at") >= 0;
        if (column
                && created.isEmpty()
                && Cells.text(intake.row().cell("created_at")).isEmpty()) {
            intake.say(Rule.C08, "created_at", "it is missing");
        } else if (created.filter(at -> at.isAfter(now.plus(1, ChronoUnit.DAYS)))
                .isPresent()) {
            intake.say(Rule.C08, "created_at", "it lies in the future");
        } else if (created.filter(at -> at.isBefore(KARTRA_BEGAN)).isPresent()) {
            intake.say(Rule.C08, "created_at", "it lies before 2015");
        }
    }

    private static void consent(Intake intake) {
        Optional<String> status = intake.text("gdpr_status", "gdpr_status");
        var _ = intake.moment("gdpr_status_at", "gdpr_status_at", Rule.C11);
        intake.text("gdpr_communications", "gdpr_communications");
        boolean dated = Cells.text(intake.row().cell("gdpr_status_at")).isPresent();
        if (status.isPresent() && !dated) {
            intake.say(Rule.C11, "gdpr_status_at", "");
        }
        if (status.isPresent() && Consent.state(status.get()).isEmpty()) {
            intake.say(Rule.C09, "gdpr_status", "");
        }
    }

    private static void owner(Intake intake, Draft draft) {
        Cells.text(intake.row().cell("owner_email"))
                .map(Emails::key)
                .ifPresent(mail -> draft.text("owner_email", mail));
    }

    private void custom(Intake intake, Draft draft) {
        for (Map.Entry<String, String> column : intake.row().file().custom().entrySet()) {
            customFields
                    .column(column.getKey())
                    .flatMap(field -> field.value(intake, "custom." + column.getKey())
                            .map(value -> Map.entry(field.identifier(), value)))
                    .ifPresent(entry -> put(draft, intake.row(), column.getKey(), entry));
        }
        intake.extras();
    }

    private static void put(Draft draft, StagedRow row, String slug, Map.Entry<String, Value> entry) {
        draft.fields().put("custom." + entry.getKey(), entry.getValue());
        if (!(entry.getValue() instanceof Value.Text)) {
            draft.raw().put("custom." + entry.getKey(), row.cell("custom." + slug));
        }
    }
}
