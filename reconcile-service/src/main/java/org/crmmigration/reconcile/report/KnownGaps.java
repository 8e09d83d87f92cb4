package org.crmmigration.reconcile.report;

import java.util.ArrayList;
import java.util.List;

/** What a migration off Kartra cannot move, whatever is done, by destination. Said before anything moves and again after. */
public final class KnownGaps {

    private static final List<String> EVERYWHERE = List.of(
            "Sequences, automations, forms, surveys, pages and funnels are not in Kartra's exports; they are rebuilt by hand.",
            "Memberships and courses are not exported; where tags tell of them, the tags were moved.",
            "What a contact clicked, opened or visited is not exported, but for what tags tell.",
            "Kartra exports no lifetime total; totals are added up from the transactions and marked as such.",
            "Files attached in Kartra are not exported.",
            "What consent means differs by country; the value and its date were kept as they stood.");

    private KnownGaps() {}

    /** One sentence each. */
    public static List<String> of(String destination) {
        List<String> gaps = new ArrayList<>(EVERYWHERE);
        switch (destination) {
            case "pipedrive" -> {
                gaps.add("Pipedrive sets a deal's creation date itself; the date of the order is kept in a field.");
                gaps.add("Pipedrive has no groups of people in its API; lists became labels, or options of a field.");
            }
            case "freshsales" ->
                gaps.add(
                        "Freshsales does not let fields of its standard modules be created by API; they were checked against a list.");
            case "dynamics" ->
                gaps.add("Dynamics takes no disabled user as an owner; such records went to the default owner.");
            case "highlevel" -> {
                gaps.add("HighLevel sets every creation date itself; the original dates are kept in fields.");
                gaps.add("HighLevel has no API for smart lists; lists became tags.");
            }
            default -> {}
        }
        return List.copyOf(gaps);
    }
}
