package org.crmmigration.sandbox.dynamics;

import java.util.HashMap;
import java.util.Map;

/** What single tables have of rules beyond their columns. */
final class TableRules {

    private final Map<String, Rule> rules = new HashMap<>();

    /** The rules of one table. */
    interface Rule {

        /** May change the row, or refuse it. */
        default void beforeSave(Draft draft) {}

        /** May change other rows. */
        default void afterSave(Draft draft) {}
    }

    private static final class NoRule implements Rule {}

    private static final Rule NONE = new NoRule();

    TableRules(Environment environment, RowWriter writer) {
        ActivityRules activities = new ActivityRules(environment);
        rules.put("contact", new ContactRules());
        rules.put("opportunity", new OpportunityRules(environment, writer));
        rules.put("opportunityproduct", new LineRules(environment, writer));
        rules.put("task", activities);
        rules.put("phonecall", activities);
        rules.put("appointment", activities);
        rules.put("list", new ListRules());
        rules.put("listmember", new ListMemberRules(environment, writer));
        rules.put("uomschedule", new UnitRules(environment));
        rules.put("publisher", new SolutionRules("customizationprefix"));
        rules.put("solution", new SolutionRules("uniquename"));
        rules.put("connection", new ConnectionRules(environment));
    }

    void beforeSave(Draft draft) {
        rules.getOrDefault(draft.table().logicalName(), NONE).beforeSave(draft);
    }

    void afterSave(Draft draft) {
        rules.getOrDefault(draft.table().logicalName(), NONE).afterSave(draft);
    }
}
