package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.mapping.run.Preparation.Action;
import org.crmmigration.mapping.run.Preparation.LimitCheck;
import org.crmmigration.mapping.run.Preparation.Step;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Limit;

/** The bounds of an account's plan that a preparation comes near to. */
final class LimitChecks {

    private final DestinationSchema schema;
    private final List<LimitCheck> found = new ArrayList<>();

    LimitChecks(DestinationSchema schema) {
        this.schema = schema;
    }

    List<LimitCheck> found() {
        return found;
    }

    /** Checks a field, or labels, that would have so many options. */
    void options(String subject, long needed) {
        limit(Limit.OPTIONS)
                .filter(limit -> limit.allowed() != null && needed > 0)
                .ifPresent(limit -> {
                    long allowed = limit.allowed() == null ? Long.MAX_VALUE : limit.allowed();
                    if (needed > allowed / 2) {
                        found.add(new LimitCheck(
                                Limit.OPTIONS,
                                subject,
                                needed,
                                allowed,
                                needed > allowed,
                                "Map fewer tags and lists to labels, or make this a text field."));
                    }
                });
    }

    /** Checks what the steps would make. */
    void fields(List<Step> steps) {
        schema.limits().stream()
                .filter(limit -> limit.name().equals(Limit.CUSTOM_FIELDS))
                .forEach(limit -> {
                    Long allowed = limit.allowed();
                    Long used = limit.used();
                    if (allowed != null && used != null) {
                        long made = steps.stream()
                                .filter(step -> step.action() == Action.CREATE
                                        && step.object().startsWith("field|")
                                        && (limit.entity() == null
                                                || step.entity().equals(limit.entity())))
                                .count();
                        found.add(new LimitCheck(
                                limit.name(),
                                limit.explanation(),
                                used + made,
                                allowed,
                                used + made > allowed,
                                "Take fields away in the mapping (entities: <entity>: custom: <slug>: ~), delete"
                                        + " unused fields in the account, or have the customer buy a larger plan."));
                    }
                });
    }

    private Optional<Limit> limit(String name) {
        return schema.limits().stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst();
    }
}
