package org.crmmigration.ingest.samples;

import java.util.List;

/** The header of Kartra's transactions export, in file order. */
public final class TransactionColumns {

    /** The 57 columns. */
    static final String[] HEADER = {
        "ID",
        "Transaction_Type",
        "Date",
        "Product",
        "Price_point",
        "Quantity",
        "Seller_username",
        "Buyer_Username",
        "Buyer_Name",
        "Buyer_Company",
        "Sales_Tax_ID",
        "Buyer_Email",
        "Buyer_Country",
        "Buyer_State",
        "Buyer_City",
        "Buyer_ZIP",
        "Buyer_Address",
        "Buyer_Phone_Country",
        "Buyer_Phone",
        "Buyer_IP",
        "Amount (USD)",
        "Base_Price (USD)",
        "Sales_tax (USD)",
        "Shipping_cost (USD)",
        "Coupon_code",
        "Coupon_discount (USD)",
        "Revenue (USD)",
        "Affiliate_Username",
        "Affiliate_Name",
        "Affiliate_Email",
        "Affiliate_Revenue (USD)",
        "JV_Username",
        "JV_Name",
        "JV_Email",
        "JV_Revenue (USD)",
        "Your_Net_Profit (USD)",
        "Tracking_link",
        "TrackingID1",
        "TrackingID2",
        "Landing_page",
        "Processor",
        "Processor_transaction_id",
        "Processor_subscription_id",
        "subscription_id",
        "lead_id",
        "affiliate_id",
        "jv_id",
        "Shipping_Name",
        "Shipping_Address",
        "Shipping_City",
        "Shipping_ZIP",
        "Shipping_Country",
        "Shipping_State",
        "Trial",
        "Automatic_Cancellation",
        "Subscription_payment_number",
        "Rebill_reattempt"
    };

    private static final List<String> ORDER = List.of(HEADER);

    private TransactionColumns() {}

    /** The 57 columns. */
    public static List<String> header() {
        return ORDER;
    }

    static void put(Object[] cells, String column, Object value) {
        cells[ORDER.indexOf(column)] = value;
    }
}
