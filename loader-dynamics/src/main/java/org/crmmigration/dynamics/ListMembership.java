package org.crmmigration.dynamics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members of static marketing lists. Many are added by one AddListMembersList; an environment that does not take its body,
 * which no published example shows, gets them one by one.
 */
record ListMembership(DynamicsApi api, NamedRows groups) implements Grouping {

    @Override
    public Map<String, Set<String>> current(Collection<String> contacts) {
        Map<String, Set<String>> current = new HashMap<>();
        for (List<String> ids : RowReads.portions(contacts)) {
            existing(ids).forEach(id -> current.put(id, new TreeSet<>()));
            String members = ids.stream().map(id -> "_entityid_value eq " + id).collect(Collectors.joining(" or "));
            api.all("listmembers", Map.of("$select", "_listid_value,_entityid_value", "$filter", members), Map.of())
                    .forEach(member -> current.computeIfAbsent(id(member, "_entityid_value"), _ -> new TreeSet<>())
                            .add(id(member, "_listid_value")));
        }
        return current;
    }

    private List<String> existing(List<String> contacts) {
        String filter = contacts.stream().map(id -> "contactid eq " + id).collect(Collectors.joining(" or "));
        return api.all("contacts", Map.of("$select", "contactid", "$filter", filter), Map.of()).stream()
                .map(contact -> id(contact, "contactid"))
                .toList();
    }

    private static String id(tools.jackson.databind.JsonNode row, String column) {
        return Json.text(row, column).toLowerCase(Locale.ROOT);
    }

    @Override
    public void add(String group, List<String> contacts) {
        if (contacts.size() == 1) {
            addOne(group, contacts.getFirst());
            return;
        }
        ObjectNode body = Json.object();
        body.putObject("List").put("@odata.type", "Microsoft.Dynamics.CRM.list").put("listid", group);
        ArrayNode members = body.putArray("Members");
        contacts.forEach(contact -> members.addObject()
                .put("@odata.type", "Microsoft.Dynamics.CRM.contact")
                .put("contactid", contact));
        try {
            api.post("AddListMembersList", body, Map.of());
        } catch (CrmFault.Rejected e) {
            contacts.forEach(contact -> addOne(group, contact));
        }
    }

    private void addOne(String group, String contact) {
        try {
            api.post(action(group, "AddMemberList"), Json.object().put("EntityId", contact), Map.of());
        } catch (CrmFault.Rejected e) {
            if (!e.detail().code().equals("exists")) {
                throw e;
            }
        }
    }

    @Override
    public Operation.Call removal(String group, String contact) {
        String body = Json.text(Json.object().put("EntityId", contact));
        return new Operation.Call("POST", action(group, "RemoveMemberList"), Map.of(), body);
    }

    private static String action(String group, String name) {
        return "lists(" + group + ")/Microsoft.Dynamics.CRM." + name;
    }
}
