package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.Finding;
import org.crmmigration.loader.port.Finding.Severity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks at an environment before anything is moved into it. Privileges are tried out by creating a row of each table in a
 * transaction whose last call cannot succeed, so that nothing remains of it whatever the answer is.
 */
public final class Preflight {

    private static final int LICENSED_TABLES = 15;
    private static final String NOWHERE = "00000000-0000-5000-8000-000000000000";
    private static final Map<String, String> COUNTED = Map.of(
            "systemusers", "systemuserid",
            "duplicaterules", "duplicateruleid",
            "sdkmessageprocessingsteps", "sdkmessageprocessingstepid");
    private static final Set<String> FILLED = Set.of("statecode", "statuscode", "ownerid", "opportunityid");

    private final DynamicsApi api;
    private final LiveSchema schema;
    private final @Nullable String plan;

    /**
     * @param plan of the account, null when unknown
     */
    Preflight(DynamicsApi api, LiveSchema schema, @Nullable String plan) {
        this.api = api;
        this.schema = schema;
        this.plan = plan;
    }

    /** Everything found, the gravest first. */
    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        String self = schema.self();
        if (self.isEmpty()) {
            findings.add(new Finding(Severity.ERROR, "no-user", "create an application user for the app registration"));
        }
        RowType.STANDARD.forEach(type -> {
            privileges(type, findings);
            columns(type, findings);
        });
        customizing(findings);
        owners(findings);
        tables(findings);
        counted(
                findings,
                "duplicaterules",
                "statecode eq 1",
                Severity.INFO,
                "duplicate-rules",
                " duplicate detection rules are published; the load suppresses them, so duplicates with existing rows are"
                        + " not refused");
        counted(
                findings,
                "sdkmessageprocessingsteps",
                "customizationlevel eq 1 and statecode eq 0",
                Severity.WARN,
                "plug-ins",
                " custom plug-in steps are active and would run for each row; grant the application user"
                        + " prvBypassCustomBusinessLogic and set crm.dynamics.bypass-custom-logic, or switch them off");
        findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(findings);
    }

    private void privileges(RowType type, List<Finding> findings) {
        ObjectNode body = Json.object();
        if (type.columns().values().stream().anyMatch(column -> column.role() == RowType.Role.CREATED)) {
            body.put(RowCodec.CREATED, "2020-01-01T00:00:00Z");
        }
        if (type.word().equals("list")) {
            body.put("listname", "Preflight").put("createdfromcode", 2).put("type", false);
        }
        Operation.Call create =
                new Operation.Call("PATCH", type.path(NOWHERE), Map.of("If-None-Match", "*"), Json.text(body));
        Operation.Call impossible =
                new Operation.Call("DELETE", "contacts(" + OwnIds.of("preflight", type.word()) + ")", Map.of(), null);
        CrmFault fault =
                api.batch(List.of(new Operation(List.of(create, impossible)))).getFirst();
        if (fault instanceof CrmFault.Unavailable) {
            String message = fault.detail().message();
            findings.add(new Finding(
                    Severity.ERROR,
                    fault.detail().code(),
                    type.table() + ": " + message + "; add it to the role of the"
                            + " application user (create, read, write, append, append to, delete, and"
                            + " prvOverrideCreatedOnCreatedBy)"));
        }
    }

    /** Tried out with a column that every environment has, so that it is refused for that at the latest. */
    private void customizing(List<Finding> findings) {
        ObjectNode column = Json.object()
                .put("@odata.type", "Microsoft.Dynamics.CRM.StringAttributeMetadata")
                .put("SchemaName", "FirstName")
                .put("MaxLength", 50);
        try {
            api.post("EntityDefinitions(LogicalName='contact')/Attributes", column, Map.of());
        } catch (CrmFault.Rejected e) {
            // As it must: the column is there.
        } catch (CrmFault.Unavailable e) {
            findings.add(new Finding(
                    Severity.ERROR,
                    "customizing",
                    "columns cannot be made: " + e.detail().message()
                            + "; give the application user the role System Customizer, or the rights to create and"
                            + " write entities, attributes, keys and relationships (prvCreateAttribute and its like)"));
        }
    }

    private void columns(RowType type, List<Finding> findings) {
        Set<String> used =
                type.columns().values().stream().map(RowType.Column::name).collect(Collectors.toSet());
        schema.columns(type.table()).values().forEach(column -> {
            if (column.about().secured() && used.contains(column.name())) {
                findings.add(new Finding(
                        Severity.ERROR,
                        "secured-column",
                        type.table() + "." + column.name()
                                + " is secured; add the application user to a column security"
                                + " profile that may create, read and update it"));
            }
            boolean unfilled = !used.contains(column.name())
                    && !type.constants().containsKey(column.name())
                    && !FILLED.contains(column.name());
            if (column.about().required() && column.writable().onCreate() && unfilled) {
                findings.add(new Finding(
                        Severity.WARN,
                        "required-column",
                        type.table() + "." + column.name() + " is required; give it a default or map a value to it"));
            }
        });
    }

    private void owners(List<Finding> findings) {
        int disabled = count("systemusers", "isdisabled eq true");
        if (disabled > 0) {
            findings.add(new Finding(
                    Severity.INFO,
                    "disabled-owners",
                    disabled
                            + " users are disabled and cannot own rows; enable them for the migration, or their rows go"
                            + " to the default owner"));
        }
    }

    /** The licence right is no technical limit, so only a person can see that it is kept. */
    private void tables(List<Finding> findings) {
        int tables = count("EntityDefinitions", "IsCustomEntity eq true", Map.of("$select", "LogicalName"));
        boolean licensed = "professional".equalsIgnoreCase(plan);
        if (licensed && tables + CustomTable.values().length > LICENSED_TABLES) {
            findings.add(new Finding(
                    Severity.WARN,
                    "custom-tables",
                    "the environment has " + tables + " custom tables and Sales Professional licenses "
                            + LICENSED_TABLES + " for an app; choose columns instead of custom tables in the mapping"
                            + " (it adds up to " + CustomTable.values().length + "), or check the licence"));
        } else if (tables > 0) {
            findings.add(new Finding(
                    Severity.INFO,
                    "custom-tables",
                    "the environment has " + tables + " custom tables; Sales Professional would license "
                            + LICENSED_TABLES + " for an app, Enterprise any number"));
        }
    }

    private void counted(
            List<Finding> findings, String set, String filter, Severity severity, String code, String ask) {
        int count = count(set, filter);
        if (count > 0) {
            findings.add(new Finding(severity, code, count + ask));
        }
    }

    /** How many rows; 0 where the environment does not let us look. */
    private int count(String set, String filter) {
        return count(set, filter, Map.of("$select", COUNTED.getOrDefault(set, "createdon")));
    }

    private int count(String set, String filter, Map<String, String> select) {
        Map<String, String> query = new HashMap<>(select);
        query.put("$filter", filter);
        try {
            List<JsonNode> rows = api.all(set, query, Map.of());
            return rows.size();
        } catch (CrmFault.Rejected e) {
            return 0;
        } catch (CrmFault.Unavailable e) {
            if (e.detail().code().equals("privilege")) {
                return 0;
            }
            throw e;
        }
    }
}
