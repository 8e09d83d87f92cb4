package org.crmmigration.ingest.fold;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Countries;
import org.crmmigration.ingest.normal.Phones;
import org.crmmigration.ingest.normal.TimeZones;

/** Where a contact is: time zone, country, and the phone number, which is read by the country. */
final class ContactPlace {

    /** A spreadsheet makes 2025550123.0 of a number. */
    private static final Pattern DECIMALS = Pattern.compile("(?<=^\\d{7,15})\\.0$");

    /** Countries whose postal codes have five figures and may begin with a zero. */
    private static final Set<String> FIVE_FIGURES = Set.of("US", "DE", "FR", "IT", "ES");

    private ContactPlace() {}

    static void read(Intake intake, Draft draft) {
        zone(intake, draft);
        country(intake, "country", draft);
        if (draft.text("country").isEmpty()) {
            letters(intake, draft);
        }
        postalCode(intake, draft);
        country(intake, "ip_country", draft);
        phone(intake, draft);
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

    private static String whole(String number) {
        return number.endsWith(".0") ? DECIMALS.matcher(number).replaceFirst("") : number;
    }

    /** A spreadsheet takes postal codes for numbers and drops their leading zeros. */
    private static void postalCode(Intake intake, Draft draft) {
        String code = draft.text("postal_code");
        boolean tooShort = code.length() == 3 || code.length() == 4;
        if (tooShort && Cells.figures(code) && FIVE_FIGURES.contains(draft.text("country_code"))) {
            intake.say(Rule.F08, "postal_code", "a leading zero is missing");
        }
    }

    private static void phone(Intake intake, Draft draft) {
        StagedRow row = intake.row();
        Optional<String> number = Cells.text(row.cell("phone"));
        if (number.isEmpty()) {
            return;
        }
        List<String> regions = new ArrayList<>();
        String dialCode = Cells.text(row.cell("phone_country_code")).orElse("");
        Countries.of(dialCode).ifPresent(country -> regions.add(country.code()));
        if (!draft.text("country_code").isEmpty()) {
            regions.add(draft.text("country_code"));
        }
        Countries.of(draft.text("ip_country")).ifPresent(country -> regions.add(country.code()));
        regions.add(row.file().settings().region());
        Optional<String> e164 = Phones.e164(whole(number.get()), dialCode, regions);
        draft.text("phone", e164.orElse(number.get()));
        if (e164.isEmpty()) {
            boolean spreadsheet = Cells.scientific(number.get());
            intake.say(spreadsheet ? Rule.F08 : Rule.C06, "phone", spreadsheet ? "scientific notation" : "");
        } else if (!e164.get().equals(row.cell("phone"))) {
            draft.raw().put("phone", row.cell("phone"));
        }
    }
}
