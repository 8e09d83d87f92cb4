package org.crmmigration.acceptance;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** A clean synthetic export whose content is known exactly: every contact valid, every order's buyer among them. */
final class SyntheticExport {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final LocalDateTime START = LocalDateTime.of(2021, 1, 1, 9, 0);
    private static final String TRANSACTIONS =
            "ID,Transaction_Type,Date,Product,Price_point,Quantity,Buyer_Name,Buyer_Email,Amount (USD),Revenue (USD),"
                    + "Processor,subscription_id,lead_id,Trial";

    private final int contacts;
    private final int sales;
    private final int companies;

    SyntheticExport(int contacts, int sales, int companies) {
        this.contacts = contacts;
        this.sales = sales;
        this.companies = companies;
    }

    int contacts() {
        return contacts;
    }

    int sales() {
        return sales;
    }

    int companies() {
        return companies;
    }

    /** Writes {@code contacts.csv} and {@code transactions.csv}. */
    Path writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            contactsFile(directory.resolve("contacts_kartra_01-02-2026_697f1e00a1b2c.csv"));
            transactionsFile(directory.resolve("transactions.csv"));
            return directory;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void contactsFile(Path file) throws IOException {
        Random random = new Random(7);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(
                    "id,first_name,last_name,email,phone,phone_country_code,company,city,country,date_joined,tags,lists,"
                            + "GDPR Status,GDPR Status Date,favourite_colour\n");
            for (int i = 1; i <= contacts; i++) {
                String company = random.nextInt(3) == 0 ? "Company " + (1 + i % companies) + " Ltd" : "";
                out.write(
                        "%d,First%d,Last%d,person%d@mail%d.example.org,2025550%03d,+1,%s,Springfield,United States,%s,\"%s\",%s,2,2022-02-02 10:00:00,%s%n"
                                .formatted(
                                        1000 + i,
                                        i,
                                        i,
                                        i,
                                        i % 10,
                                        i % 1000,
                                        company,
                                        START.plusHours(i).format(STAMP),
                                        "tag" + i % 7 + ",customer",
                                        "list" + i % 3,
                                        i % 2 == 0 ? "green" : "blue"));
            }
        }
    }

    private void transactionsFile(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(TRANSACTIONS + "\n");
            for (int i = 1; i <= sales; i++) {
                int buyer = 1 + i % contacts;
                out.write(
                        "%d,Sale,%s,Course %d,1,1,First%d Last%d,person%d@mail%d.example.org,%d.50,%d.50,Stripe,N/A,%d,No%n"
                                .formatted(
                                        50_000 + i,
                                        START.plusDays(10).plusHours(i).format(STAMP),
                                        i % 5,
                                        buyer,
                                        buyer,
                                        buyer,
                                        buyer % 10,
                                        10 + i % 90,
                                        10 + i % 90,
                                        1000 + buyer));
            }
        }
    }
}
