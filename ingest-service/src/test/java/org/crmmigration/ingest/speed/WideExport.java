package org.crmmigration.ingest.speed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A synthetic export as wide as Kartra's: contacts with addresses, consent, tags and custom fields, and transactions with
 * all 57 columns, in the order of their dates, by buyers in no order. The same numbers give the same bytes.
 */
final class WideExport {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final LocalDateTime START = LocalDateTime.of(2021, 1, 1, 9, 0);
    private static final String[] CITIES = {"Springfield", "Portland", "Georgetown", "Franklin", "Clinton"};
    private static final String CONTACTS =
            "id,first_name,last_name,email,phone,phone_country_code,company,address,city,"
                    + "state,zip,country,website,ip,time_zone,date_joined,tags,lists,score,source,GDPR Status,GDPR Status Date,"
                    + "favourite_colour,birthday,shoe_size,notes\n";
    private static final String TRANSACTIONS = "ID,Transaction_Type,Date,Product,Price_point,Quantity,Seller_username,"
            + "Buyer_Username,Buyer_Name,Buyer_Company,Sales_Tax_ID,Buyer_Email,Buyer_Country,Buyer_State,Buyer_City,"
            + "Buyer_ZIP,Buyer_Address,Buyer_Phone_Country,Buyer_Phone,Buyer_IP,Amount (USD),Base_Price (USD),"
            + "Sales_tax (USD),Shipping_cost (USD),Coupon_code,Coupon_discount (USD),Revenue (USD),Affiliate_Username,"
            + "Affiliate_Name,Affiliate_Email,Affiliate_Revenue (USD),JV_Username,JV_Name,JV_Email,JV_Revenue (USD),"
            + "Your_Net_Profit (USD),Tracking_link,TrackingID1,TrackingID2,Landing_page,Processor,"
            + "Processor_transaction_id,Processor_subscription_id,subscription_id,lead_id,affiliate_id,jv_id,"
            + "Shipping_Name,Shipping_Address,Shipping_City,Shipping_ZIP,Shipping_Country,Shipping_State,Trial,"
            + "Automatic_Cancellation,Subscription_payment_number,Rebill_reattempt\n";

    private final int contacts;
    private final int transactions;

    WideExport(int contacts, int transactions) {
        this.contacts = contacts;
        this.transactions = transactions;
    }

    /** Writes both files. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (BufferedWriter out = Files.newBufferedWriter(
                directory.resolve("contacts_kartra_01-02-2026_697f1e00a1b2c.csv"), StandardCharsets.UTF_8)) {
            out.write(CONTACTS);
            for (int i = 1; i <= contacts; i++) {
                out.write(contact(i));
            }
        }
        try (BufferedWriter out =
                Files.newBufferedWriter(directory.resolve("transactions.csv"), StandardCharsets.UTF_8)) {
            out.write(TRANSACTIONS);
            Random random = new Random(7);
            Map<Integer, Integer> subscriptions = new HashMap<>();
            for (int i = 1; i <= transactions; i++) {
                out.write(transaction(i, random, subscriptions));
            }
        }
    }

    private String contact(int i) {
        String company = i % 3 == 0 ? "Company " + (1 + i % Math.max(1, contacts / 20)) + " Ltd" : "";
        return (1000 + i) + ",First" + i % 997 + ",Last" + i + ',' + email(i) + ",2025550"
                + String.format("%03d", i % 1000)
                + ",+1," + company + ",\"" + i % 900 + " Long Meadow Road, Apartment " + i % 40 + "\","
                + CITIES[i % CITIES.length] + ",Oregon,9" + (7000 + i % 1000) + ",United States,https://www.site" + i
                + ".example.org/home,192.0.2." + i % 255 + ",America/Los_Angeles," + stamp(i) + ",\"customer,tag"
                + i % 7
                + ",webinar " + i % 31 + ",level " + i % 5 + "\",\"newsletter,list" + i % 3 + "\"," + i % 100
                + ",landing page " + i % 13 + ",2," + stamp(i + 5L) + ',' + (i % 2 == 0 ? "green" : "blue") + ",19"
                + (50 + i % 50) + "-0" + (1 + i % 9) + "-1" + i % 10 + ',' + (36 + i % 10)
                + (i % 50 == 0 ? ",met at the fair; wants a call\n" : ",\n");
    }

    private String transaction(int i, Random random, Map<Integer, Integer> subscriptions) {
        int buyer = 1 + random.nextInt(contacts);
        double dice = random.nextDouble();
        String subscription = "N/A";
        String type;
        if (dice < 0.45) {
            type = "Sale";
        } else if (dice < 0.55) {
            type = "Sale";
            subscriptions.put(buyer, 9_000_000 + i);
            subscription = String.valueOf(9_000_000 + i);
        } else {
            type = dice < 0.8 ? "Rebill" : dice < 0.9 ? "Failed" : dice < 0.96 ? "Cancellation" : "Refund";
            Integer own = subscriptions.get(buyer);
            subscription = own == null || type.equals("Refund") ? "N/A" : own.toString();
        }
        String amount = (10 + i % 90) + ".50";
        return (50_000_000L + i) + "," + type + ',' + stamp(240 + i / 60) + ",Course " + i % 25 + ",Price " + i % 3
                + ",1,seller,buyer" + buyer + ",First" + buyer % 997 + " Last" + buyer + ",,," + email(buyer)
                + ",United States,Oregon," + CITIES[buyer % CITIES.length] + ",9" + (7000 + buyer % 1000) + ",\""
                + buyer % 900 + " Long Meadow Road, Apartment " + buyer % 40 + "\",1,2025550"
                + String.format("%03d", buyer % 1000) + ",192.0.2." + buyer % 255 + ',' + amount + ',' + amount
                + ",0.00,0.00,,0.00," + amount + ",N/A,N/A,N/A,0.00,N/A,N/A,N/A,0.00," + amount
                + ",N/A,N/A,N/A,https://pages.example.org/offer" + i % 9 + ",Stripe,ch_" + (700_000_000L + i) + ",N/A,"
                + subscription + ',' + (1000 + buyer) + ",N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,No,No,1,0\n";
    }

    private static String stamp(long hours) {
        return START.plusMinutes(hours * 2).format(STAMP);
    }

    private static String email(int i) {
        return "person" + i + "@mail" + i % 10 + ".example.org";
    }
}
