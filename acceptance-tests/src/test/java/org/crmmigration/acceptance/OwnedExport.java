package org.crmmigration.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Twelve contacts whose fields are known one by one: 1 to 3 belong to somebody who left, 4 to 6 to a user, the others to
 * nobody; 1 to 5 have a lead source; each of 1 to 6 bought once.
 */
final class OwnedExport {

    static final int CONTACTS = 12;
    static final int LEFT_BEHIND = 3;
    static final int WITH_SOURCE = 5;
    static final String LEFT = "left@acme.example";
    static final String USER = "sales@acme.example";

    private OwnedExport() {}

    /** The first export. */
    static Path first(Path directory) {
        StringBuilder contacts = head();
        for (int i = 1; i <= CONTACTS; i++) {
            contacts.append(contact(i, "Springfield"));
        }
        StringBuilder sales = new StringBuilder(
                "ID,Transaction_Type,Date,Product,Price_point,Quantity,Buyer_Name,Buyer_Email,Amount (USD),Revenue (USD),"
                        + "Processor,subscription_id,lead_id,Trial\n");
        for (int i = 1; i <= 6; i++) {
            sales.append(
                    "%d,Sale,2025-03-0%d 10:00:00,Course,1,1,First%d Last%d,p%d@mail.example.org,50,50,Stripe,N/A,%d,No\n"
                            .formatted(700 + i, i, i, i, i, 1000 + i));
        }
        return write(directory, contacts, sales);
    }

    /** The next one: the seventh contact moved, and there is a thirteenth. */
    static Path second(Path directory) {
        StringBuilder contacts = head();
        for (int i = 1; i <= CONTACTS + 1; i++) {
            contacts.append(contact(i, i == 7 ? "Shelbyville" : "Springfield"));
        }
        return write(directory, contacts, new StringBuilder());
    }

    private static StringBuilder head() {
        return new StringBuilder(
                "ID,Email,First Name,Last Name,City,Country,Date Joined,Source,Tags,Owner Email,Status\n");
    }

    private static String contact(int i, String city) {
        return "%d,p%d@mail.example.org,First%d,Last%d,%s,United States,2024-01-%02d 09:00:00,%s,customer,%s,Subscribed\n"
                .formatted(
                        1000 + i,
                        i,
                        i,
                        i,
                        city,
                        i,
                        i <= WITH_SOURCE ? "webinar" : "",
                        i <= LEFT_BEHIND ? LEFT : i <= 6 ? USER : "");
    }

    private static Path write(Path directory, StringBuilder contacts, StringBuilder sales) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("contacts_kartra_01-02-2026_697f1e00a1b2c.csv"), contacts);
            if (!sales.isEmpty()) {
                Files.writeString(directory.resolve("transactions.csv"), sales);
            }
            return directory;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Source keys of the contacts from one to another, both included. */
    static List<String> keys(int from, int to) {
        return java.util.stream.IntStream.rangeClosed(from, to)
                .mapToObj(i -> "contact:" + (1000 + i))
                .toList();
    }
}
