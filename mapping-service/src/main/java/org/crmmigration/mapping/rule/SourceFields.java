package org.crmmigration.mapping.rule;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.messaging.record.Kind;

/** The names a record of each kind may have, so that a misspelt name in a mapping file is found before a run. */
final class SourceFields {

    private static final String CUSTOM = "custom.";

    private static final Map<Kind, Set<String>> FIELDS = new EnumMap<>(Map.ofEntries(
            entry(Kind.CUSTOM_FIELD, "identifier label type options inferred maxLength filled"),
            entry(Kind.TAG, "name contacts behaviour rule"),
            entry(Kind.LIST, "name contacts behaviour rule"),
            entry(Kind.OWNER, "email name"),
            entry(Kind.PRODUCT, "name product_id"),
            entry(Kind.CALENDAR, "name description"),
            entry(Kind.PIPELINE, "name stages"),
            entry(Kind.COMPANY, """
                    name domain website phone email address address_2 city state postal_code country country_code
                    industry employees notes tags owner_email derived"""),
            entry(Kind.CONTACT, """
                    kartra_id email first_name middle_name last_name last_name_2 full_name phone company_name
                    company_phone address address_2 city state postal_code country country_code website facebook twitter
                    linkedin time_zone lead_source score tags lists gdpr_status gdpr_state gdpr_status_at
                    gdpr_communications mailing_status do_not_mail blacklisted sales_tax_id business_type affiliate_ref
                    username ip ip_country owner_email created_at derived.lifetime_spend derived.order_count
                    derived.last_purchase_at derived.first_purchase_at affiliate.id affiliate.status
                    affiliate.username"""),
            entry(Kind.ORDER, """
                    transaction_id type status amount refunded net occurred_at product_name product_id price_point
                    quantity payment_method coupon_code tax shipping discount subscription_id payment_number is_trial
                    refund_reason refunded_at refund_link affiliate_username processor_transaction_id buyer_email
                    rebill_total rebill_count last_rebill_at carried_by"""),
            entry(Kind.SUBSCRIPTION, """
                    subscription_id status started_at ended_at next_payment_at next_payment_amount amount interval_count
                    interval_unit interval product_name product_id price_point current_installment installments_left
                    is_trial membership_name membership_level derived first_sale_amount rebill_total rebill_count
                    payments_total last_payment_at timeline_status"""),
            entry(Kind.DEAL, """
                    deal_id name pipeline stage status amount close_date lost_reason source notes tags created_at
                    owner_email"""),
            entry(Kind.APPOINTMENT, """
                    title calendar_name class_name start end duration_min status location_url notes host_name host_email
                    attendee_email attendee_phone"""),
            entry(Kind.NOTE, "text"),
            entry(Kind.AFFILIATE, "username name email status products earned reserve due paid joined_at")));

    private static final Map<Kind, Set<String>> ROLES = new EnumMap<>(Map.ofEntries(
            entry(Kind.CONTACT, "company owner"),
            entry(Kind.ORDER, "contact company subscription product"),
            entry(Kind.SUBSCRIPTION, "contact company product"),
            entry(Kind.DEAL, "contact company pipeline owner"),
            entry(Kind.APPOINTMENT, "contact calendar owner"),
            entry(Kind.NOTE, "contact"),
            entry(Kind.AFFILIATE, "contact")));

    private SourceFields() {}

    static boolean knows(Kind kind, String field) {
        return of(kind).contains(field)
                || (kind == Kind.CONTACT && field.startsWith(CUSTOM) && field.length() > CUSTOM.length());
    }

    static Set<String> of(Kind kind) {
        return FIELDS.getOrDefault(kind, Set.of());
    }

    static Set<String> roles(Kind kind) {
        return ROLES.getOrDefault(kind, Set.of());
    }

    static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        Arrays.stream(Kind.values()).forEach(kind -> kinds.put(kind.name(), kind));
        return kinds;
    }

    private static Map.Entry<Kind, Set<String>> entry(Kind kind, String names) {
        return Map.entry(kind, new TreeSet<>(Arrays.asList(names.strip().split("\\s+"))));
    }
}
