package org.crmmigration.ingest.fold;

import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Countries;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.messaging.record.Finding.Severity;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;

/** Owners, companies, deals and affiliates: the optional files whose rows are records as they stand. */
final class OtherFiles {

    private final Session session;
    private final ContactLookup contacts;
    private final CompanyGroups companies;

    OtherFiles(Session session, ContactLookup contacts, CompanyGroups companies) {
        this.session = session;
        this.contacts = contacts;
        this.companies = companies;
    }

    void owners() {
        new LatestRows(session, (row, rows) -> {
                    Optional<String> owner = session.vocabulary()
                            .owner(row.mail(), Cells.name(row.cell("name")).orElse(""));
                    return owner.isPresent() ? Optional.empty() : Optional.of(Rule.C02);
                })
                .run(FileKind.OWNERS);
    }

    void companies() {
        new LatestRows(session, this::company).runWithoutRecords(FileKind.COMPANIES);
    }

    void deals() {
        Presence presence = Presence.of(session, FileKind.DEALS);
        new LatestRows(session, (row, rows) -> deal(row, rows, presence)).run(FileKind.DEALS);
    }

    void affiliates() {
        Presence presence = Presence.of(session, FileKind.AFFILIATES);
        new LatestRows(session, (row, rows) -> affiliate(row, rows, presence)).run(FileKind.AFFILIATES);
    }

    private Optional<Rule> company(StagedRow row, LatestRows rows) {
        Draft draft = new Draft(Kind.COMPANY, "company:");
        Intake intake = rows.intake(row, draft);
        Optional<String> name = intake.name("name").flatMap(Names::company);
        if (name.isEmpty()) {
            intake.say(Rule.O01, "name", "");
            return Optional.of(Rule.O01);
        }
        intake.texts(
                "website",
                "phone",
                "address",
                "address_2",
                "city",
                "state",
                "postal_code",
                "industry",
                "employees",
                "notes");
        intake.names("tags", "tags");
        Cells.text(row.cell("country"))
                .ifPresent(country -> draft.text(
                        "country",
                        Countries.of(country).map(Countries.Country::name).orElse(country)));
        if (Emails.valid(row.mail())) {
            draft.text("email", row.mail());
        }
        String domain = Names.domain(row.cell("website")).orElse("");
        draft.text("domain", domain);
        owner(intake, draft);
        intake.moment("created_at", "created_at", Rule.C08).ifPresent(draft::createdAt);
        intake.extras();
        draft.fields().put("derived", new Value.Flag(false));
        companies.company(name.get(), domain, draft);
        return Optional.empty();
    }

    private Optional<Rule> deal(StagedRow row, LatestRows rows, Presence presence) {
        Draft draft = new Draft(Kind.DEAL, "deal:" + session.keyPart(row.key()));
        Intake intake = rows.intake(row, draft);
        if (intake.name("name").isEmpty()) {
            session.findings(row).add(Rule.F03, Severity.ERROR, row.where("name"), draft.key(), "the deal has no name");
            return Optional.of(Rule.F03);
        }
        draft.text("deal_id", Session.nameless(row.key()) ? "" : row.key());
        String pipeline = intake.text("pipeline", "pipeline").orElse("");
        String stage = intake.text("stage", "stage").orElse("");
        String owner = Cells.text(row.cell("owner_email")).orElse("");
        if (pipeline.isEmpty() || stage.isEmpty() || (!owner.isEmpty() && !Emails.valid(Emails.key(owner)))) {
            intake.say(Rule.D02, pipeline.isEmpty() ? "pipeline" : stage.isEmpty() ? "stage" : "owner_email", "");
        }
        if (!pipeline.isEmpty()) {
            draft.references().put("pipeline", session.vocabulary().pipeline(pipeline, stage));
        }
        draft.text("status", status(Cells.text(row.cell("status")).orElse("")));
        intake.money("amount", "amount", Rule.D01);
        intake.currencyDoubt();
        intake.day("close_date", "close_date", Rule.D01);
        intake.moment("created_at", "created_at", Rule.D01).ifPresent(at -> {
            draft.createdAt(at);
            session.ranges().see(row, at);
        });
        intake.texts("lost_reason", "source", "notes", "company_name");
        intake.extras();
        intake.names("tags", "tags");
        owner(intake, draft);
        Optional<Long> identity =
                contacts.refer(intake, draft, "contact_id", "contact_email").map(ContactLookup.Found::identity);
        Optional<String> company = companies.named(row.cell("company_name"));
        company.ifPresent(key -> draft.references().put("company", key));
        if (identity.isEmpty() && company.isEmpty()) {
            intake.say(Rule.D03, row.file().column("contact_email") >= 0 ? "contact_email" : "contact_id", "");
        }
        session.records().put(draft, identity.orElse(null), rows.gone(presence));
        return Optional.empty();
    }

    private static String status(String word) {
        return switch (word.toLowerCase(java.util.Locale.ROOT)) {
            case "won", "closed won" -> "won";
            case "lost", "closed lost", "abandoned" -> "lost";
            default -> "open";
        };
    }

    private Optional<Rule> affiliate(StagedRow row, LatestRows rows, Presence presence) {
        Optional<String> username = Cells.text(row.cell("username"));
        boolean mail = Emails.valid(row.mail());
        Draft draft = new Draft(Kind.AFFILIATE, "affiliate:" + session.keyPart(row.key()));
        Intake intake = rows.intake(row, draft);
        if (!mail && username.isEmpty()) {
            intake.say(Rule.P01, "email", "");
            return Optional.of(Rule.P01);
        }
        intake.texts("username", "status", "trust", "payment_method");
        intake.name("name");
        draft.text("email", mail ? row.mail() : "");
        if (!Cells.clean(row.cell("products")).chars().allMatch(c -> c >= '0' && c <= '9')) {
            intake.names("products", "products");
        } else {
            intake.whole("products", "product_count");
        }
        intake.extras();
        for (String amount : List.of("earned", "reserve", "due", "paid")) {
            intake.money(amount, amount, Rule.P02);
        }
        boolean negative =
                List.of("earned", "reserve", "due", "paid").stream().anyMatch(name -> amount(draft, name) < 0);
        if (contradicting(draft) || negative) {
            intake.say(Rule.P02, "earned", "");
        }
        intake.moment("joined_at", "joined_at", Rule.C08).ifPresent(at -> {
            draft.createdAt(at);
            session.ranges().see(row, at);
        });
        Optional<ContactLookup.Found> contact =
                contacts.find(Cells.text(row.cell("lead_id")).map(Cells::id).orElse(""), row.mail());
        contact.ifPresent(found -> {
            draft.references().put("contact", found.sourceKey());
            session.sql()
                    .run(
                            "insert or replace into affiliate_of (identity, id, status, username) values (?, ?, ?, ?)",
                            found.identity(),
                            Session.nameless(row.key()) ? "" : row.key(),
                            draft.text("status"),
                            username.orElse(""));
        });
        session.records().put(draft, contact.map(ContactLookup.Found::identity).orElse(null), rows.gone(presence));
        return Optional.empty();
    }

    private static boolean contradicting(Draft draft) {
        return draft.fields().get("earned") instanceof Value.Money
                && amount(draft, "earned") < amount(draft, "due") + amount(draft, "paid");
    }

    private static long amount(Draft draft, String field) {
        return draft.fields().get(field) instanceof Value.Money money ? Cents.of(money.amount()) : 0;
    }

    private void owner(Intake intake, Draft draft) {
        session.vocabulary().owner(intake.row().cell("owner_email"), "").ifPresent(owner -> {
            draft.text("owner_email", Emails.key(intake.row().cell("owner_email")));
            draft.references().put("owner", owner);
        });
    }
}
