package org.crmmigration.sandbox.pipedrive;

/**
 * What an account has switched on.
 *
 * @param contactSync the person members postal_address, notes, im, birthday and job_title; else writing them is a 403
 * @param campaigns the person member marketing_status; else writing it is a 403
 * @param organizationDetails website, linkedin, industry, annual_revenue, employee_count; else writing them is a 403
 * @param planCaps the plan's caps on custom fields and deals
 */
public record Features(boolean contactSync, boolean campaigns, boolean organizationDetails, boolean planCaps) {

    /** An account as it is bought: the caps of the plan, no add-ons. */
    public static Features none() {
        return new Features(false, false, false, true);
    }

    public static Features all() {
        return new Features(true, true, true, true);
    }

    boolean has(Feature feature) {
        return switch (feature) {
            case ALWAYS -> true;
            case CONTACT_SYNC -> contactSync;
            case CAMPAIGNS -> campaigns;
            case ORGANIZATION_DETAILS -> organizationDetails;
        };
    }

    /** What an attribute depends on. */
    enum Feature {
        ALWAYS,
        CONTACT_SYNC,
        CAMPAIGNS,
        ORGANIZATION_DETAILS
    }
}
