package org.crmmigration.ingest.samples;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes {@code samples/kartra-export}: a small synthetic account with every kind of file and the dirt that real exports
 * have. The same seed writes the same bytes.
 */
public final class SampleExport {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String[] FIRST = {
        "Ava", "Noah", "Mia", "Liam", "Zoë", "José", "Chloé", "Mateo", "Ingrid", "Søren", "Łucja", "Amara", "Kenji",
        "Priya", "Omar", "Freya", "Hugo", "Leila", "Tomás", "Yuki", "Nadia", "Björn", "Elena", "Kofi"
    };
    private static final String[] LAST = {
        "Carter",
        "O'Brien",
        "Müller",
        "García",
        "Nowak",
        "Okafor",
        "Tanaka",
        "Dubois",
        "Silva",
        "Hansen",
        "Patel",
        "Novák",
        "Fitzgerald",
        "Lindqvist",
        "Moreau",
        "Castillo",
        "Van der Berg",
        "Kowalski",
        "Adeyemi",
        "Rossi"
    };
    private static final String[] COMPANIES = {
        "Fernwood Studio LLC",
        "Blue Harbor Coaching",
        "Alpenblick GmbH",
        "Northwind Yoga",
        "Casa Verde S.A.",
        "Pine & Partners",
        "Lighthouse Media Inc.",
        "Kaito Design",
        "Copper Kettle Bakery",
        "Stillwater Books"
    };
    private static final String[][] PLACES = {
        {"Austin", "TX", "78701", "United States", "+1", "512555"},
        {"Toronto", "ON", "M5V 2T6", "Canada", "+1", "416555"},
        {"Leeds", "West Yorkshire", "LS1 4AP", "United Kingdom", "+44", "113496"},
        {"München", "Bayern", "80331", "Germany", "+49", "891234"},
        {"Valencia", "", "46001", "Spain", "+34", "96123"},
        {"Boise", "ID", "08302", "USA", "", "208555"}
    };
    private static final String[] TAGS = {
        "Webinar March",
        "Newsletter",
        "VIP",
        "Quiz done",
        "Form Contact",
        "Member Gold",
        "Course Basics",
        "Buyer",
        "Lead magnet"
    };
    private static final String[] LISTS = {"Main list", "Customers", "R&D updates"};
    private static final String[] GDPR = {
        "Accepted", "Accepted", "Accepted", "Not accepted", "Pending", "Not subject", "Off"
    };
    private static final String[] PRODUCTS = {"Breathe Well Course", "Studio Membership", "Coaching Call", "Recipe Book"
    };
    private static final String[] PRICES = {"197.00", "39.00", "120.00", "24.50"};

    private final Random random = new Random(20260609);
    private final Path directory;
    private final List<Person> people = new ArrayList<>();

    private SampleExport(Path directory) {
        this.directory = directory;
    }

    /** A contact as the files know it. */
    private record Person(
            int id,
            String first,
            String last,
            String email,
            String company,
            List<String> place,
            LocalDateTime joined,
            String phone) {}

    /** Writes the files below the directory named first. */
    public static void main(String[] arguments) {
        write(Path.of(arguments[0]));
    }

    /** Writes the files. */
    public static void write(Path directory) {
        SampleExport sample = new SampleExport(directory);
        sample.people();
        sample.contacts();
        sample.transactions();
        sample.subscriptions();
        sample.others();
        sample.appointments();
    }

    private void people() {
        LocalDateTime joined = LocalDateTime.of(2023, 1, 9, 8, 15);
        for (int i = 0; i < 300; i++) {
            String first = pick(FIRST);
            String last = pick(LAST);
            String company = i % 3 == 0 ? COMPANIES[(i / 3) % COMPANIES.length] : "";
            String host = company.isEmpty() ? "mailbox.example" : host(company);
            String email = ascii(first + "." + last) + i + "@" + host;
            List<String> place = List.of(PLACES[random.nextInt(PLACES.length)]);
            String phone = place.get(5) + String.format(Locale.ROOT, "%04d", 100 + i);
            joined = joined.plusMinutes(1 + random.nextInt(6000));
            people.add(new Person(40_001 + i, first, last, email, company, place, joined, phone));
        }
    }

    private void contacts() {
        String[] header = {
            "ID",
            "Email",
            "First Name",
            "Last Name",
            "Phone_country_code",
            "Phone",
            "Company",
            "Address",
            "City",
            "State",
            "Zip",
            "Country",
            "Website",
            "Date Joined",
            "Source",
            "Score",
            "Tags",
            "Lists",
            "GDPR Status",
            "GDPR Status Date",
            "Status",
            "Owner Email",
            "Notes",
            "Favourite color",
            "Interests",
            "Birthday",
            "Budget"
        };
        Table first = new Table(",", header);
        Table second = new Table(";", header);
        for (int i = 0; i < people.size(); i++) {
            Object[] cells = contact(people.get(i), i, header.length);
            if (i < 170) {
                first.row(cells);
            } else {
                second.row(cells);
            }
            if (i >= 150 && i < 170) {
                cells[15] = "77";
                second.row(cells);
            }
        }
        first.row(contact(people.get(3), 3, header.length));
        first.raw("40901,short.row@mailbox.example,Too,Short");
        second.row(dirty("40902", "not-an-address"));
        second.row(dirty("40903", ""));
        second.row(dirty("40904", "gone.away@gmial.com"));
        second.row(dirty("40905", "test.mode@kartra.com"));
        second.row(dirty("40906", "Info@Fernwood.example"));
        first.write(directory.resolve(name("contacts_kartra", 1_780_999_200L)), true);
        second.write(directory.resolve(name("contacts_kartra", 1_781_002_800L)), false);
    }

    private Object[] contact(Person person, int i, int width) {
        String gdpr = GDPR[i % GDPR.length];
        String owner = switch (i % 9) {
            case 0, 1 -> "admin@acme.example";
            case 2, 3 -> "sales@acme.example";
            case 4 -> "former@acme.example";
            case 5 -> "nobody@acme.example";
            default -> "";
        };
        Object[] cells = {
            person.id(),
            i % 17 == 0 ? person.email().toUpperCase(Locale.ROOT) + " " : person.email(),
            i == 42 ? "" : person.first(),
            i == 42 ? "" : person.last(),
            person.place().get(4),
            i % 23 == 0 ? "n/a" : i % 29 == 0 ? "call me" : person.phone(),
            person.company(),
            i % 2 == 0 ? (10 + i) + " Main St, Apt \"" + i + "\"" : "",
            person.place().get(0),
            person.place().get(1),
            person.place().get(2),
            i == 77 ? "Atlantis" : person.place().get(3),
            person.company().isEmpty() ? "" : "https://www." + host(person.company()),
            i == 99 ? "0000-00-00 00:00:00" : STAMP.format(person.joined()),
            i % 2 == 0 ? "single-optin" : "checkout",
            i % 40,
            TAGS[i % TAGS.length] + (i % 4 == 0 ? "; " + TAGS[(i + 3) % TAGS.length] : ""),
            LISTS[i % LISTS.length] + (i % 5 == 0 ? ";" + LISTS[(i + 1) % LISTS.length] : ""),
            i == 130 ? "perhaps" : gdpr,
            gdpr.equals("Off") || i % 31 == 0
                    ? "N/A"
                    : STAMP.format(person.joined().plusMinutes(2)),
            i % 37 == 0
                    ? "Spam complaint"
                    : i % 41 == 0 ? "Do not contact" : i % 43 == 0 ? "Multiple soft bounces" : "Subscribed",
            owner,
            i % 25 == 0 ? "Called in spring.\nPrefers e-mail, \"never\" on Mondays." : "",
            i % 3 == 0 ? List.of("Green", "Blue", "Red").get(i / 3 % 3) : "",
            i % 4 == 0 ? "Yoga; Cooking" : i % 4 == 1 ? "Travel" : "",
            i % 5 == 0 ? "19" + (60 + i % 40) + "-0" + (1 + i % 9) + "-1" + i % 10 : "",
            i % 6 == 0 ? (100 + i) + ".50" : ""
        };
        if (cells.length != width) {
            throw new IllegalStateException("the row does not fit its header");
        }
        return cells;
    }

    private static Object[] dirty(String id, String email) {
        Object[] cells = new Object[27];
        java.util.Arrays.fill(cells, "");
        cells[0] = id;
        cells[1] = email;
        cells[2] = "Odd";
        cells[3] = "Case";
        cells[13] = "2025-11-02 09:00:00";
        return cells;
    }

    private void transactions() {
        Table table = new Table(",", TransactionColumns.HEADER);
        LocalDateTime at = LocalDateTime.of(2024, 2, 1, 9, 0);
        int id = 700_100;
        for (int i = 0; i < 230; i++) {
            Person buyer = people.get(i);
            int product = i % PRODUCTS.length;
            at = at.plusMinutes(30 + random.nextInt(2000));
            String sub = product == 1 ? String.valueOf(5_000 + i) : "N/A";
            boolean trial = product == 1 && i % 8 == 1;
            Sale sale = new Sale(buyer, product, sub, at, trial ? "0.00" : PRICES[product]);
            int saleId = id++;
            table.row(row(saleId, "Sale", sale, sale.amount(), 0, trial));
            if (product == 1) {
                id = membership(table, sale, id, i);
            } else if (i % 19 == 0) {
                table.row(row(id++, "Refund", sale, sale.amount(), 3, false));
            } else if (i % 23 == 0) {
                table.row(row(id++, "Partial refund", sale, "10.00", 5, false));
            } else if (i % 53 == 2) {
                table.row(row(id++, "Chargeback", sale, sale.amount(), 9, false));
            } else if (i % 11 == 0) {
                table.row(row(id++, "Failed", sale, sale.amount(), 1, false));
            }
        }
        dirt(table, id);
        table.write(directory.resolve(name("transactions_report", 1_781_003_000L)), false);
    }

    private int membership(Table table, Sale sale, int firstId, int i) {
        int id = firstId;
        int months = 1 + i % 6;
        for (int month = 1; month <= months; month++) {
            Sale rebill =
                    new Sale(sale.buyer(), sale.product(), sale.sub(), sale.at().plusMonths(month), PRICES[1]);
            table.row(row(id++, i % 7 == 0 && month == months ? "Failed" : "Rebill", rebill, PRICES[1], 0, false));
        }
        Sale end = new Sale(sale.buyer(), sale.product(), sale.sub(), sale.at().plusMonths(months), "0.00");
        if (i % 12 == 1) {
            table.row(row(id++, "Request Can.", end, "0.00", 2, false));
            table.row(row(id++, "Revert Can.", end, "0.00", 3, false));
        } else if (i % 3 == 0) {
            table.row(row(id++, "Cancellation", end, "0.00", 4, false));
        }
        return id;
    }

    private void dirt(Table table, int firstId) {
        Person buyer = people.get(12);
        Person stranger = new Person(
                0, "Un", "Known", "never.exported@mailbox.example", "", List.of(PLACES[0]), buyer.joined(), "");
        LocalDateTime at = LocalDateTime.of(2025, 9, 9, 9, 9);
        int id = firstId;
        table.row(row(id++, "Sale", new Sale(stranger, 3, "N/A", at, "24.50"), "24.50", 0, false));
        table.row(row(id++, "Refund", new Sale(stranger, 0, "N/A", at, "197.00"), "197.00", 4, false));
        table.row(row(id++, "Rebill", new Sale(buyer, 0, "N/A", at, "19.00"), "19.00", 0, false));
        table.row(row(id++, "Mystery", new Sale(buyer, 3, "N/A", at, "24.50"), "24.50", 0, false));
        table.row(row(id++, "Sale", new Sale(buyer, 3, "N/A", at, ""), "", 0, false));
        Object[] repeated = row(id++, "Sale", new Sale(buyer, 2, "N/A", at, "120.00"), "120.00", 0, false);
        table.row(repeated).row(repeated);
        table.raw("");
    }

    /** A payment or what happens to it. */
    private record Sale(Person buyer, int product, String sub, LocalDateTime at, String amount) {}

    private static Object[] row(int id, String type, Sale sale, String amount, int daysLater, boolean trial) {
        Person buyer = sale.buyer();
        boolean known = buyer.id() > 0;
        Object[] cells = new Object[TransactionColumns.HEADER.length];
        java.util.Arrays.fill(cells, "N/A");
        TransactionColumns.put(cells, "ID", id);
        TransactionColumns.put(cells, "Transaction_Type", type);
        TransactionColumns.put(cells, "Date", STAMP.format(sale.at().plusDays(daysLater)));
        TransactionColumns.put(cells, "Product", PRODUCTS[sale.product()]);
        TransactionColumns.put(cells, "Price_point", "1");
        TransactionColumns.put(cells, "Quantity", "1");
        TransactionColumns.put(cells, "Seller_username", "studio");
        TransactionColumns.put(cells, "Buyer_Name", buyer.first() + " " + buyer.last());
        TransactionColumns.put(cells, "Buyer_Email", buyer.email());
        TransactionColumns.put(cells, "Buyer_Country", buyer.place().get(3));
        TransactionColumns.put(cells, "Amount (USD)", amount);
        TransactionColumns.put(cells, "Base_Price (USD)", amount);
        TransactionColumns.put(cells, "Sales_tax (USD)", "0.00");
        TransactionColumns.put(cells, "Shipping_cost (USD)", "0.00");
        TransactionColumns.put(cells, "Coupon_discount (USD)", "0.00");
        TransactionColumns.put(cells, "Affiliate_Username", id % 13 == 0 ? "partner-" + id % 3 : "N/A");
        TransactionColumns.put(cells, "Processor", id % 2 == 0 ? "Stripe" : "PayPal");
        TransactionColumns.put(cells, "subscription_id", sale.sub());
        TransactionColumns.put(cells, "lead_id", known ? buyer.id() : "N/A");
        TransactionColumns.put(cells, "Trial", trial ? "Yes" : "No");
        TransactionColumns.put(cells, "Automatic_Cancellation", "No");
        TransactionColumns.put(cells, "Rebill_reattempt", "0");
        return cells;
    }

    private void subscriptions() {
        Table table = new Table(
                ",",
                "Subscription ID",
                "Lead ID",
                "Email",
                "Product",
                "Price point",
                "Status",
                "Start date",
                "End date",
                "Next payment date",
                "Next payment amount (USD)",
                "Recurring period",
                "Installments left");
        for (int i = 1; i < 200; i += 4) {
            Person buyer = people.get(i);
            boolean cancelled = i % 3 == 0;
            String start = STAMP.format(buyer.joined().plusDays(20));
            table.row(
                    5_000 + i,
                    buyer.id(),
                    buyer.email(),
                    PRODUCTS[1],
                    "1",
                    cancelled ? "Cancelled" : i % 21 == 0 ? "Paused" : "Active",
                    start,
                    cancelled ? STAMP.format(buyer.joined().plusDays(200)) : "0000-00-00 00:00:00",
                    cancelled ? "N/A" : "2026-07-01 00:00:00",
                    cancelled ? "N/A" : "39.00",
                    i == 61 ? "each full moon" : "monthly",
                    "Until cancelled");
        }
        table.row(
                "5900",
                "",
                "never.exported@mailbox.example",
                PRODUCTS[1],
                "1",
                "Dormant",
                "2025-01-01 00:00:00",
                "",
                "",
                "",
                "monthly",
                "");
        table.write(directory.resolve("subscriptions.csv"), false);
    }

    private void others() {
        new Table(",", "field_id", "field_identifier", "label", "field_type", "options")
                .row("11", "Favourite_color", "Favourite color", "drop_down", "Green|Blue|Violet")
                .row("12", "Interests", "Interests", "checkbox", "Yoga|Cooking|Travel")
                .row("13", "Birthday", "Birthday", "input_field", "")
                .row("14", "Budget", "Budget", "input_field", "")
                .row("15", "Shoe_size", "Shoe size", "input_field", "")
                .write(directory.resolve("custom_fields.csv"), false);
        new Table(",", "Email", "Name", "Role")
                .row("admin@acme.example", "Ada Admin", "owner")
                .row("sales@acme.example", "Sam Sales", "agent")
                .row("former@acme.example", "Finn Former", "agent")
                .row("nobody@acme.example", "Nell Nobody", "agent")
                .write(directory.resolve("owners.csv"), false);
        Table companies = new Table(
                ",",
                "Company name",
                "Website",
                "Phone",
                "Address",
                "City",
                "Country",
                "Industry",
                "Tags",
                "Owner email");
        for (int i = 0; i < 6; i++) {
            companies.row(
                    COMPANIES[i],
                    "https://" + host(COMPANIES[i]),
                    "",
                    i + 1 + " Market Square",
                    "Austin",
                    "US",
                    "Services",
                    "Partner",
                    "sales@acme.example");
        }
        companies.row("N/A", "", "", "", "", "", "", "", "").write(directory.resolve("companies.csv"), false);
        Table deals = new Table(
                ",",
                "Deal ID",
                "Deal name",
                "Pipeline",
                "Stage",
                "Status",
                "Value (USD)",
                "Close date",
                "Contact email",
                "Company",
                "Owner email");
        String[] stages = {"New", "Proposal", "Won"};
        for (int i = 0; i < 24; i++) {
            Person person = people.get(i * 3);
            deals.row(
                    900 + i,
                    "Retreat " + person.last(),
                    "Retreats",
                    stages[i % 3],
                    i % 3 == 2 ? "won" : i % 7 == 0 ? "lost" : "open",
                    i == 5 ? "tbd" : (500 + i * 10) + ".00",
                    "2026-0" + (1 + i % 9) + "-15",
                    person.email(),
                    person.company(),
                    "admin@acme.example");
        }
        deals.write(directory.resolve("deals.csv"), false);
        new Table(
                        ",",
                        "Affiliate ID",
                        "Affiliate username",
                        "Affiliate name",
                        "Affiliate email",
                        "Approval status",
                        "Earned (USD)",
                        "Reserve (USD)",
                        "Due (USD)",
                        "Paid (USD)",
                        "Date")
                .row(
                        "301",
                        "partner-0",
                        "Ava Carter",
                        people.get(4).email(),
                        "approved",
                        "420.00",
                        "20.00",
                        "100.00",
                        "300.00",
                        "2024-03-03 10:00:00")
                .row(
                        "302",
                        "partner-1",
                        "Noah Silva",
                        people.get(9).email(),
                        "approved",
                        "80.00",
                        "0.00",
                        "50.00",
                        "60.00",
                        "2024-04-04 10:00:00")
                .row(
                        "303",
                        "partner-9",
                        "Mia Rossi",
                        "mia.rossi@partners.example",
                        "pending",
                        "0.00",
                        "0.00",
                        "0.00",
                        "0.00",
                        "2025-05-05 10:00:00")
                .row("304", "", "Nobody", "", "declined", "0.00", "0.00", "0.00", "0.00", "")
                .write(directory.resolve("affiliates.csv"), false);
    }

    private void appointments() {
        Table table = new Table(
                ",",
                "Appointment ID",
                "Calendar",
                "Class",
                "Email",
                "Name",
                "Start",
                "Duration",
                "Status",
                "Host",
                "Host email",
                "Location",
                "Notes");
        for (int i = 0; i < 40; i++) {
            Person person = people.get(i * 5);
            String start = i == 7 ? "soon" : (1 + i % 12) + "/" + (1 + i % 28) + "/2026 " + (8 + i % 4) + ":30 AM";
            table.row(
                    8_000 + i,
                    i % 2 == 0 ? "Consultations" : "Yoga classes",
                    i % 2 == 0 ? "First call" : "Morning flow",
                    i == 11 ? "somebody.else@mailbox.example" : person.email(),
                    person.first() + " " + person.last(),
                    start,
                    i % 2 == 0 ? "30" : "60",
                    i % 6 == 0 ? "Cancelled" : i % 5 == 0 ? "No show" : i % 4 == 0 ? "Completed" : "Booked",
                    "Sam Sales",
                    "sales@acme.example",
                    "https://meet.example/room-" + i,
                    i % 10 == 0 ? "Bring a mat" : "");
        }
        table.write(directory.resolve("appointments.csv"), false);
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private static String name(String what, long seconds) {
        return what + "_09-06-2026_" + Long.toHexString(seconds) + "1f3a7.csv";
    }

    private static String host(String company) {
        return ascii(company.substring(0, company.indexOf(' '))) + ".example";
    }

    private static String ascii(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .toCharArray()) {
            if ((c >= 'a' && c <= 'z') || c == '.') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
