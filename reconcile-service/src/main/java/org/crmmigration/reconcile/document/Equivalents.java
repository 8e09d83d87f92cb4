package org.crmmigration.reconcile.document;

import java.util.List;

/** What takes the place of Kartra's own machinery in a destination; rebuilt by hand, for no export holds it. */
final class Equivalents {

    private Equivalents() {}

    /** Kartra's word, the recommended equivalent, what to watch. */
    static List<List<String>> of(String destination) {
        String mail = switch (destination) {
            case "pipedrive" -> "Campaigns, or a mailing tool connected to Pipedrive";
            case "freshsales" -> "Sales sequences";
            case "dynamics" -> "Customer Insights journeys, or Power Automate";
            case "highlevel" -> "Workflows with e-mail steps";
            default -> "the destination's mailing tool";
        };
        String automation = switch (destination) {
            case "pipedrive" -> "Automations (Workflow automation)";
            case "freshsales" -> "Workflows";
            case "dynamics" -> "Power Automate flows";
            case "highlevel" -> "Workflows";
            default -> "the destination's automations";
        };
        String forms = switch (destination) {
            case "pipedrive" -> "LeadBooster web forms";
            case "freshsales" -> "Web forms";
            case "dynamics" -> "Customer Insights forms";
            case "highlevel" -> "Forms and surveys";
            default -> "the destination's forms";
        };
        String pages = destination.equals("highlevel") ? "Funnels and websites" : "a page builder outside of the CRM";
        return List.of(
                List.of(
                        "Sequence",
                        mail,
                        "Start them only after sign-off, for contacts that did not finish them in Kartra"),
                List.of("Automation", automation, "Keep them off during the load; labels and tags would start them"),
                List.of("Form", forms, "Point the web site at the new form on the day of the cutover"),
                List.of("Survey, quiz", forms, "Answers given before are only known by tags"),
                List.of("Page, funnel, checkout", pages, "Payments go on in Kartra until these are moved"),
                List.of(
                        "Membership, course",
                        "a label or tag; access itself in a membership tool",
                        "Progress is not exported"),
                List.of("Calendar", "the destination's scheduler", "Availability is set up by hand"),
                List.of(
                        "Affiliate programme",
                        "an affiliate tool; the ids are in fields",
                        "Payout history is not exported"));
    }
}
