package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Consent;
import org.crmmigration.ingest.normal.MailDomains;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.messaging.value.Value;

/** What follows from a merged contact's fields: its full name, whether it may be mailed, what is suspicious. */
final class ContactFinish {

    private ContactFinish() {}

    static void finish(Draft draft, Intake last) {
        fullName(draft, last);
        consent(draft, last);
        String mail = draft.text("email");
        if (MailDomains.test(mail)) {
            draft.flags().add("suspect.test");
        }
        if (MailDomains.mistyped(mail)) {
            draft.flags().add("suspect.typo");
        }
        if (on(draft, "deleted")) {
            draft.flags().add("suppressed.deleted");
        }
        draft.fields().remove("deleted");
    }

    static boolean deleted(Draft draft) {
        return on(draft, "deleted");
    }

    private static void fullName(Draft draft, Intake last) {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("first_name", "middle_name", "last_name", "last_name_2")) {
            if (!draft.text(name).isEmpty()) {
                parts.add(draft.text(name));
            }
        }
        String stated = draft.text("full_name");
        if (parts.isEmpty() && !stated.isEmpty()) {
            split(draft, stated);
        } else if (!parts.isEmpty()) {
            draft.text("full_name", String.join(" ", parts));
        } else {
            String mail = draft.text("email");
            draft.text("full_name", mail.substring(0, mail.indexOf('@')));
            last.say(Rule.C05, "", "");
        }
        if (!stated.isEmpty() && !stated.equals(draft.text("full_name"))) {
            draft.raw().putIfAbsent("full_name", stated);
        }
    }

    private static void split(Draft draft, String fullName) {
        Names.Person person = Names.person(fullName);
        draft.text("first_name", person.first());
        draft.text("last_name", person.last());
        draft.text("full_name", person.whole());
    }

    private static void consent(Draft draft, Intake last) {
        String raw = draft.text("gdpr_status");
        if (!raw.isEmpty()) {
            draft.text("gdpr_state", Consent.state(raw).orElse("unknown"));
        }
        if (draft.text("gdpr_state").equals("denied")) {
            draft.flags().add("suppressed.gdpr");
        }
        String cause = draft.flags().isEmpty() ? "" : "gdpr_status";
        Optional<String> suppression = Consent.suppression(draft.text("mailing_status"));
        suppression.ifPresent(draft.flags()::add);
        if (cause.isEmpty() && suppression.isPresent()) {
            cause = "mailing_status";
        }
        boolean blacklisted = on(draft, "blacklisted")
                || suppression.filter("suppressed.blacklisted"::equals).isPresent();
        if (blacklisted) {
            draft.flags().add("suppressed.blacklisted");
        }
        boolean silent = !draft.flags().isEmpty();
        draft.fields().put("do_not_mail", new Value.Flag(silent));
        draft.fields().put("blacklisted", new Value.Flag(blacklisted));
        if (silent) {
            last.say(Rule.C10, cause.isEmpty() ? "blacklisted" : cause, "");
        }
    }

    private static boolean on(Draft draft, String name) {
        return draft.fields().get(name) instanceof Value.Flag(boolean on) && on;
    }
}
