package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Catalogue;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Consent;
import org.crmmigration.ingest.normal.Countries;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.normal.Phones;
import org.crmmigration.ingest.normal.TimeZones;
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
        "postal_code",
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
        zone(intake, draft);
        country(intake, "country", draft);
        if (draft.text("country").isEmpty()) {
            letters(intake, draft);
        }
        country(intake, "ip_country", draft);
        phone(intake, draft);
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
        oddities(intake);
        return draft;
    }

    private static void company(Intake intake) {
        if (Cells.text(intake.row().cell("company_name")).isPresent()) {
            intake.name("company_name");
        }
    }

    /** A zone that is known by its IANA id; of another only the raw value is kept. */
    private static void zone(Intake intake, Draft draft) {
        String cell = intake.row().cell("time_zone");
        Optional<String> text = Cells.text(cell);
        Optional<String> zone = text.flatMap(TimeZones::of).map(ZoneId::getId);
        zone.ifPresent(id -> draft.text("time_zone", id));
        if (text.isPresent() && !text.equals(zone)) {
            draft.raw().put("time_zone", cell);
        }
    }

    /** A column of country codes may hold letters where dial codes are expected. */
    private static void letters(Intake intake, Draft draft) {
        Cells.text(intake.row().cell("phone_country_code"))
                .filter(code -> code.length() == 2 && code.chars().allMatch(Character::isLetter))
                .flatMap(Countries::of)
                .ifPresent(country -> {
                    draft.text("country", country.name());
                    draft.text("country_code", country.code());
                    draft.raw().put("country", intake.row().cell("phone_country_code"));
                });
    }

    private static void country(Intake intake, String column, Draft draft) {
        Optional<String> text = Cells.text(intake.row().cell(column));
        text.flatMap(Countries::of)
                .ifPresentOrElse(
                        country -> {
                            draft.text(column, country.name());
                            if (column.equals("country")) {
                                draft.text("country_code", country.code());
                            }
                            if (!text.get().equals(country.name())) {
                                draft.raw().put(column, text.get());
                            }
                        },
                        () -> text.ifPresent(unknown -> {
                            draft.text(column, unknown);
                            intake.say(Rule.C07, column, "");
                        }));
    }

    private static void phone(Intake intake, Draft draft) {
        StagedRow row = intake.row();
        Optional<String> number = Cells.text(row.cell("phone"));
        if (number.isEmpty()) {
            return;
        }
        List<String> regions = new ArrayList<>();
        if (!draft.text("country_code").isEmpty()) {
            regions.add(draft.text("country_code"));
        }
        Countries.of(draft.text("ip_country")).ifPresent(country -> regions.add(country.code()));
        regions.add(row.file().settings().region());
        Optional<String> e164 = Phones.e164(
                number.get(), Cells.text(row.cell("phone_country_code")).orElse(""), regions);
        draft.text("phone", e164.orElse(number.get()));
        if (e164.isEmpty()) {
            boolean spreadsheet = Cells.scientific(number.get());
            intake.say(spreadsheet ? Rule.F08 : Rule.C06, "phone", spreadsheet ? "scientific notation" : "");
        } else if (!e164.get().equals(row.cell("phone"))) {
            draft.raw().put("phone", row.cell("phone"));
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
        if (created.isEmpty() && Cells.text(intake.row().cell("created_at")).isEmpty()) {
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

    private static void oddities(Intake intake) {
        String mail = intake.row().mail();
        if (Emails.test(mail)) {
            intake.say(Rule.C12, "email", "");
        }
        if (Emails.mistyped(mail) || Emails.role(mail)) {
            intake.say(Rule.C13, "email", Emails.role(mail) ? "a role" : "a typing error");
        }
        for (int i = 0; i < intake.row().cells().size(); i++) {
            String cell = intake.row().cells().get(i);
            if (odd(cell, intake.row().file().header().names().get(i))) {
                intake.say(Rule.C18, intake.row().file().header().names().get(i), "");
            }
        }
    }

    private static boolean odd(String cell, String column) {
        if (cell.isEmpty()) {
            return false;
        }
        char first = cell.charAt(0);
        boolean formula = first == '=' || first == '@' || first == '\t' || first == '\r';
        boolean sign = (first == '+' || first == '-') && cell.length() > 1;
        boolean phone = column.startsWith("phone") || column.equals("company_phone");
        return formula || (sign && !phone && !figures(cell)) || Cells.hasControls(cell);
    }

    /** Whether nothing but figures follows a sign. */
    private static boolean figures(String cell) {
        return cell.chars().skip(1).allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == ',' || c == ' ');
    }
}
