package org.crmmigration.dynamics;

import java.net.URI;
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

/**
 * Tags of contacts as associations with rows of the tag table.
 *
 * @param organisation where the environment lies, for the full addresses that associations want
 */
record TagMembership(DynamicsApi api, NamedRows groups, Names names, URI organisation, Batches batches)
        implements Grouping {

    @Override
    public Map<String, Set<String>> current(Collection<String> contacts) {
        String navigation = CustomTable.contactTags(names);
        String tagId = CustomTable.TAG.logicalName(names) + "id";
        Map<String, Set<String>> current = new HashMap<>();
        for (List<String> ids : RowReads.portions(contacts)) {
            String filter = ids.stream().map(id -> "contactid eq " + id).collect(Collectors.joining(" or "));
            Map<String, String> query = Map.of(
                    "$select", "contactid", "$expand", navigation + "($select=" + tagId + ")", "$filter", filter);
            api.all("contacts", query, Map.of()).forEach(contact -> {
                Set<String> tags = new TreeSet<>();
                contact.path(navigation)
                        .forEach(tag -> tags.add(Json.text(tag, tagId).toLowerCase(Locale.ROOT)));
                current.put(Json.text(contact, "contactid").toLowerCase(Locale.ROOT), tags);
            });
        }
        return current;
    }

    @Override
    public void add(String group, List<String> contacts) {
        String tag = organisation.resolve(DynamicsApi.ROOT)
                + CustomTable.TAG.rows(names).path(group);
        String body = Json.text(Json.object().put("@odata.id", tag));
        List<Operation> calls = contacts.stream()
                .map(contact -> Operation.of(new Operation.Call("POST", navigation(contact) + "/$ref", Map.of(), body)))
                .toList();
        for (CrmFault fault : batches.each(calls)) {
            if (fault != null && !fault.detail().code().equals("exists")) {
                throw fault;
            }
        }
    }

    @Override
    public Operation.Call removal(String group, String contact) {
        return new Operation.Call("DELETE", navigation(contact) + "(" + group + ")/$ref", Map.of(), null);
    }

    private String navigation(String contact) {
        return "contacts(" + contact + ")/" + CustomTable.contactTags(names);
    }
}
