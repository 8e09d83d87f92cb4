package org.crmmigration.dynamics;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes to the environment's metadata: one at a time, since Dataverse refuses them in parallel, and all within one
 * unmanaged solution of one publisher, which are made when they are first needed.
 */
final class Customizing {

    private final DynamicsApi api;
    private final DynamicsSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> unpublished = new HashSet<>();
    private boolean solution;

    Customizing(DynamicsApi api, DynamicsSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    DynamicsSettings settings() {
        return settings;
    }

    /** Runs changes while no others run. */
    void alone(Runnable changes) {
        lock.lock();
        try {
            changes.run();
        } finally {
            lock.unlock();
        }
    }

    /** Posts a definition that becomes part of the solution; one that exists already is no error. */
    void define(String path, ObjectNode definition) {
        alone(() -> {
            ensureSolution();
            ignoringExisting(() -> api.post(path, definition, Map.of("MSCRM.SolutionUniqueName", settings.solution())));
        });
    }

    /** Adds an option to a choice column of ours; one that exists already is no error. */
    void insertOption(String table, String column, int value, JsonNode label) {
        alone(() -> {
            ensureSolution();
            ObjectNode body = Json.object();
            body.put("EntityLogicalName", table);
            body.put("AttributeLogicalName", column);
            body.put("Value", value);
            body.set("Label", label);
            body.put("SolutionUniqueName", settings.solution());
            api.post("InsertOptionValue", body, Map.of());
            unpublished.add(table);
        });
    }

    void delete(String path) {
        alone(() -> api.delete(path));
    }

    /** Publishes what needs it: new columns work at once, changed options do not. */
    void publish() {
        alone(() -> {
            if (unpublished.isEmpty()) {
                return;
            }
            String entities = unpublished.stream()
                    .sorted()
                    .map(table -> "<entity>" + table + "</entity>")
                    .collect(Collectors.joining());
            ObjectNode body = Json.object();
            body.put("ParameterXml", "<importexportxml><entities>" + entities + "</entities></importexportxml>");
            api.post("PublishXml", body, Map.of());
            unpublished.clear();
        });
    }

    private void ensureSolution() {
        if (solution) {
            return;
        }
        if (byName("solutions", "solutionid", settings.solution()).isEmpty()) {
            ObjectNode body = Json.object();
            body.put("uniquename", settings.solution());
            body.put("friendlyname", "Kartra migration");
            body.put("version", "1.0.0.0");
            body.put("publisherid@odata.bind", "/publishers(" + publisher() + ")");
            create("solutions", settings.solution(), body);
        }
        solution = true;
    }

    private String publisher() {
        List<JsonNode> found = byName("publishers", "publisherid,customizationprefix", settings.publisher());
        if (!found.isEmpty()) {
            JsonNode publisher = found.getFirst();
            String prefix = Json.text(publisher, "customizationprefix");
            if (!prefix.equals(settings.prefix())) {
                throw new CrmFault.Unavailable(
                        Detail.of(
                                "publisher-prefix",
                                "the publisher " + settings.publisher() + " has the prefix " + prefix
                                        + "; set crm.dynamics.prefix to it or name another publisher"),
                        true,
                        null,
                        null);
            }
            return Json.text(publisher, "publisherid");
        }
        ObjectNode body = Json.object();
        body.put("uniquename", settings.publisher());
        body.put("friendlyname", "Kartra migration");
        body.put("customizationprefix", settings.prefix());
        body.put("customizationoptionvalueprefix", settings.optionPrefix());
        return create("publishers", settings.publisher(), body);
    }

    private List<JsonNode> byName(String set, String select, String name) {
        return api.all(set, Map.of("$select", select, "$filter", "uniquename eq '" + name + "'"), Map.of());
    }

    private String create(String set, String name, ObjectNode body) {
        String id = OwnIds.of(set, name);
        ignoringExisting(() -> api.patch(set + "(" + id + ")", body, Map.of("If-None-Match", "*")));
        return id;
    }

    private static void ignoringExisting(Runnable call) {
        try {
            call.run();
        } catch (CrmFault.Rejected e) {
            if (!e.detail().code().equals("exists")) {
                throw e;
            }
        }
    }
}
