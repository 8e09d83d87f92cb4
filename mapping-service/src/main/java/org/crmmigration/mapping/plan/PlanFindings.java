package org.crmmigration.mapping.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.crmmigration.mapping.rule.Choices;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Finding.Severity;

/** What a person should know of a plan before the run: M01 to M04. */
final class PlanFindings {

    private final String export;
    private final List<Finding> findings = new ArrayList<>();

    PlanFindings(String export) {
        this.export = export;
    }

    /**
     * All of them.
     *
     * @param entities the fields of each, by slug
     */
    List<Finding> of(Choices choices, Collection<Map<String, Planned>> entities, Trail trail) {
        List<Planned> fields =
                entities.stream().flatMap(byName -> byName.values().stream()).toList();
        tooMany(fields.size(), Integer.parseInt(choices.of(Choices.FIELD_LIMIT)));
        fields.forEach(this::widened);
        fields.forEach(this::cut);
        trail.failures().forEach(this::failed);
        return findings;
    }

    private void tooMany(int fields, int limit) {
        if (fields > limit) {
            add(
                    "M01",
                    Severity.WARN,
                    "",
                    "The mapping needs " + fields + " custom fields, the choice " + Choices.FIELD_LIMIT + " allows "
                            + limit + ".",
                    "Take away fields in the mapping (custom: slug: ~), or say what the plan allows (choices: "
                            + Choices.FIELD_LIMIT + "); migrate prepare --plan counts what the account has.");
        }
    }

    private void widened(Planned field) {
        if (!field.type().name().equals(field.declared())) {
            add(
                    "M02",
                    Severity.INFO,
                    field.key(),
                    "Some values do not fit type " + field.declared() + "; the field is made as "
                            + field.type().name() + ".",
                    "Nothing, unless the field must have the narrower type: then correct the values first.");
        }
    }

    private void cut(Planned field) {
        if (!field.use().fits(field.type())) {
            add(
                    "M03",
                    Severity.WARN,
                    field.key(),
                    "Some values are longer than the destination allows and are cut.",
                    "Shorten them in the source or accept the cut; the raw value stays in the export.");
        }
    }

    private void failed(String formula, long count) {
        add(
                "M04",
                Severity.WARN,
                formula,
                "The formula failed on " + count + " records; what it computes is left out there.",
                "Guard it, for example with given(x) or a comparison with 0.0, or correct the records.");
    }

    private void add(String rule, Severity severity, String column, String message, String advice) {
        findings.add(new Finding(export, rule, severity, "", 0, column, null, message, advice));
    }
}
