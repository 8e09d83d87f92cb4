package org.crmmigration.mapping.rule;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.crmmigration.messaging.record.Kind;

/**
 * The names and types of what a record of each kind may have, so that a misspelt name or a wrong comparison in a mapping
 * file is found before a run. A name without a type is a text.
 */
final class SourceFields {

    /** What a field holds where it is filled. */
    enum Holding {
        TEXT,
        TEXTS,
        FLAG,
        WHOLE,
        DECIMAL,
        MONEY,
        MOMENT,
        DAY
    }

    private static final String CUSTOM = "custom.";

    private static final Map<Kind, Map<String, Holding>> FIELDS = new EnumMap<>(Map.ofEntries(
            entry(
                    Kind.CUSTOM_FIELD,
                    "identifier label type options:texts inferred maxLength:whole filled:whole distinct:whole"),
            entry(Kind.TAG, "name contacts:whole behaviour rule"),
            entry(Kind.LIST, "name contacts:whole behaviour rule"),
            entry(Kind.OWNER, "email name"),
            entry(Kind.PRODUCT, "name product_id"),
            entry(Kind.CALENDAR, "name description"),
            entry(Kind.PIPELINE, "name stages:texts"),
            entry(Kind.COMPANY, """
                    name domain website phone email address address_2 city state postal_code country country_code
                    industry employees notes tags:texts owner_email derived:flag"""),
            entry(Kind.CONTACT, """
                    kartra_id email first_name middle_name last_name last_name_2 full_name phone company_name
                    company_phone address address_2 city state postal_code country country_code website facebook twitter
                    linkedin time_zone lead_source score:whole tags:texts lists:texts gdpr_status gdpr_state
                    gdpr_status_at:moment gdpr_communications mailing_status do_not_mail:flag blacklisted:flag
                    sales_tax_id business_type affiliate_ref username ip ip_country owner_email created_at:moment
                    derived.lifetime_spend:money derived.order_count:whole derived.last_purchase_at:moment
                    derived.first_purchase_at:moment affiliate.id affiliate.status affiliate.username"""),
            entry(Kind.ORDER, """
                    transaction_id type status amount:money refunded:money net:money occurred_at:moment product_name
                    product_id price_point quantity:whole payment_method coupon_code tax:money shipping:money
                    discount:money subscription_id payment_number is_trial:flag refund_reason refunded_at:moment
                    refund_link affiliate_username processor_transaction_id buyer_email rebill_total:money
                    rebill_count:whole last_rebill_at:moment carried_by"""),
            entry(Kind.SUBSCRIPTION, """
                    subscription_id status started_at:moment ended_at:moment next_payment_at:moment
                    next_payment_amount:money amount:money interval_count:whole interval_unit interval product_name
                    product_id price_point current_installment installments_left is_trial:flag membership_name
                    membership_level derived:flag first_sale_amount:money rebill_total:money rebill_count:whole
                    payments_total:money last_payment_at:moment timeline_status was_running:flag"""),
            entry(Kind.DEAL, """
                    deal_id name pipeline stage status amount:money close_date:day lost_reason source notes tags:texts
                    created_at:moment owner_email"""),
            entry(Kind.APPOINTMENT, """
                    title calendar_name class_name start:moment end:moment duration_min:whole status location_url notes
                    host_name host_email attendee_email attendee_phone"""),
            entry(Kind.NOTE, "text"),
            entry(Kind.AFFILIATE, """
                    username name email status products:texts earned:money reserve:money due:money paid:money
                    joined_at:moment""")));

    private static final Map<Kind, Set<String>> ROLES = new EnumMap<>(Map.ofEntries(
            roles(Kind.CONTACT, "company owner"),
            roles(Kind.ORDER, "contact company subscription product"),
            roles(Kind.SUBSCRIPTION, "contact company product"),
            roles(Kind.DEAL, "contact company pipeline owner"),
            roles(Kind.APPOINTMENT, "contact calendar owner"),
            roles(Kind.NOTE, "contact"),
            roles(Kind.AFFILIATE, "contact")));

    private SourceFields() {}

    static boolean knows(Kind kind, String field) {
        return of(kind).contains(field)
                || (kind == Kind.CONTACT && field.startsWith(CUSTOM) && field.length() > CUSTOM.length());
    }

    static Set<String> of(Kind kind) {
        return types(kind).keySet();
    }

    /** Every field of a kind but its custom ones, with its type. */
    static Map<String, Holding> types(Kind kind) {
        return FIELDS.getOrDefault(kind, Map.of());
    }

    static Set<String> roles(Kind kind) {
        return ROLES.getOrDefault(kind, Set.of());
    }

    static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        Arrays.stream(Kind.values()).forEach(kind -> kinds.put(kind.name(), kind));
        return kinds;
    }

    private static Map.Entry<Kind, Set<String>> roles(Kind kind, String names) {
        return Map.entry(kind, new TreeSet<>(Arrays.asList(names.split("\\s+"))));
    }

    private static Map.Entry<Kind, Map<String, Holding>> entry(Kind kind, String names) {
        Map<String, Holding> types = new TreeMap<>();
        for (String name : Arrays.asList(names.strip().split("\\s+"))) {
            int colon = name.indexOf(':');
            Holding type = colon < 0
                    ? Holding.TEXT
                    : Holding.valueOf(name.substring(colon + 1).toUpperCase(Locale.ROOT));
            types.put(colon < 0 ? name : name.substring(0, colon), type);
        }
        return Map.entry(kind, types);
    }
}
