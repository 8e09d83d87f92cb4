package org.crmmigration.dynamics;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes to the environment's metadata: one at a time, since Dataverse refuses them in parallel, and all within one
 * unmanaged solution of one publisher, which are made when they are first needed.
 */
final class Customizing {

    private final DynamicsApi api;
    private final DynamicsSettings settings;
    private final ColumnDefinition definitions;
    private final Patience patience;
    private final Belongings belongings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> unpublished = new HashSet<>();

    /**
     * @param definitions for labels in the environment's languages
     */
    Customizing(DynamicsApi api, ColumnDefinition definitions, Patience patience) {
        this.api = api;
        this.settings = definitions.settings();
        this.definitions = definitions;
        this.patience = patience;
        this.belongings = new Belongings(api, settings);
    }

    ColumnDefinition definitions() {
        return definitions;
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
            belongings.ensure();
            Belongings.ignoringExisting(() -> post(path, definition));
        });
    }

    /** The solution is made again when it is gone, since another migration may have taken back the last of its things. */
    private void post(String path, ObjectNode definition) {
        Map<String, String> joining = Map.of("MSCRM.SolutionUniqueName", settings.solution());
        try {
            patience.define(() -> api.post(path, definition, joining));
        } catch (CrmFault.Rejected e) {
            if (e.detail().code().equals("exists") || !belongings.gone()) {
                throw e;
            }
            belongings.ensure();
            patience.define(() -> api.post(path, definition, joining));
        }
    }

    /** Adds an option to a choice column of ours; one that exists already is no error. */
    void insertOption(String table, String column, int value, JsonNode label) {
        alone(() -> {
            belongings.ensure();
            ObjectNode body = Json.object();
            body.put("EntityLogicalName", table);
            body.put("AttributeLogicalName", column);
            body.put("Value", value);
            body.set("Label", label);
            body.put("SolutionUniqueName", settings.solution());
            insert(body);
            unpublished.add(table);
        });
    }

    /** The value can only be taken by ourselves, in a call whose answer was lost: it was free when we looked. */
    private void insert(ObjectNode body) {
        try {
            patience.define(() -> api.post("InsertOptionValue", body, Map.of()));
        } catch (CrmFault.Rejected e) {
            if (!e.detail().code().equals("option-exists")) {
                throw e;
            }
        }
    }

    /** Deletes a definition, and with the last one the solution and publisher that we made for them. */
    void delete(String path) {
        alone(() -> {
            api.delete(path);
            belongings.tidy();
        });
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
}
