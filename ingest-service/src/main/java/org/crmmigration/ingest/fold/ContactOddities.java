package org.crmmigration.ingest.fold;

import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.normal.MailDomains;

/** What is odd about a contact's row without being wrong: its address (C12, C13) and cells that look like formulas (C18). */
final class ContactOddities {

    private ContactOddities() {}

    static void say(Intake intake) {
        String mail = intake.row().mail();
        if (MailDomains.test(mail)) {
            intake.say(Rule.C12, "email", "");
        }
        if (MailDomains.mistyped(mail) || Emails.role(mail)) {
            intake.say(Rule.C13, "email", Emails.role(mail) ? "a role" : "a typing error");
        }
        StagedRow row = intake.row();
        for (int i = row.maybeOdd(0); i >= 0; i = row.maybeOdd(i + 1)) {
            String column = row.file().header().names().get(i);
            if (odd(row.cells().get(i), column)) {
                intake.say(Rule.C18, column, "");
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
