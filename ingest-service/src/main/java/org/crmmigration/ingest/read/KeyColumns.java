package org.crmmigration.ingest.read;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.normal.Cells;

/** Which columns a row is found by. */
record KeyColumns(int idColumn, int mailColumn, String idTitle, boolean contacts, boolean ids, List<Integer> others) {
    private static final Pattern DAY = Pattern.compile(
            "\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{2,4}( \\d{1,2}:\\d{2}(:\\d{2})?)?|\\d{1,2}-[A-Z][a-z]{2}(-\\d{2,4})?");

    static KeyColumns of(Header header) {
        String id = switch (header.kind()) {
            case CUSTOM_FIELDS -> "identifier";
            case OWNERS -> "email";
            case COMPANIES -> "company_id";
            case CONTACTS -> "source_id";
            case TRANSACTIONS -> "transaction_id";
            case SUBSCRIPTIONS -> "subscription_id";
            case DEALS -> "deal_id";
            case APPOINTMENTS -> "appointment_id";
            case AFFILIATES -> "affiliate_id";
            case CATALOGUE, INVENTORY -> "name";
        };
        String mail = switch (header.kind()) {
            case CUSTOM_FIELDS, OWNERS, COMPANIES, CONTACTS, AFFILIATES, CATALOGUE, INVENTORY -> "email";
            case TRANSACTIONS -> "buyer_email";
            case SUBSCRIPTIONS -> "customer_email";
            case DEALS -> "contact_email";
            case APPOINTMENTS -> "attendee_email";
        };
        return new KeyColumns(
                header.indexOf(id).orElse(-1),
                header.indexOf(mail).orElse(-1),
                header.title(id),
                header.kind() == FileKind.CONTACTS,
                id.endsWith("_id"),
                others(header));
    }

    /** Columns that together stand in for a missing id. */
    private static List<Integer> others(Header header) {
        List<String> names = switch (header.kind()) {
            case CONTACTS, TRANSACTIONS, CATALOGUE, INVENTORY -> List.of();
            case CUSTOM_FIELDS, OWNERS -> List.of("email");
            case COMPANIES -> List.of("name", "website");
            case SUBSCRIPTIONS -> List.of("customer_email", "product_name", "product_id", "price_point", "started_at");
            case DEALS -> List.of("name", "contact_email", "company_name");
            case APPOINTMENTS ->
                List.of("attendee_email", "lead_id", "calendar_name", "class_name", "start", "start_day", "start_hour");
            case AFFILIATES -> List.of("email", "username");
        };
        return names.stream().map(header::indexOf).flatMap(Optional::stream).toList();
    }

    /** A key made of other cells; empty when there is nothing to make it of. */
    String instead(List<String> cells) {
        StringBuilder key = new StringBuilder();
        for (int column : others) {
            key.append('~').append(Cells.clean(cells.get(column)).toLowerCase(Locale.ROOT));
        }
        return key.toString();
    }

    String id(List<String> cells) {
        String id = idColumn < 0 ? "" : Cells.text(cells.get(idColumn)).orElse("");
        id = ids ? Cells.id(id) : id;
        return contacts && !Cells.figures(id) && !Cells.scientific(id) && !day(id) ? "" : id;
    }

    String mail(List<String> cells) {
        return mailColumn < 0 ? "" : Cells.text(cells.get(mailColumn)).orElse("");
    }

    /** Whether a spreadsheet took an id for a day. */
    static boolean day(String id) {
        return id.length() >= 5
                && id.length() <= 21
                && !Cells.figures(id)
                && DAY.matcher(id).matches();
    }
}
