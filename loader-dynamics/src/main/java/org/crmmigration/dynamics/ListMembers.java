package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which marketing lists a contact is in, named by the lists' names. Its id is the contact's. Memberships that people added
 * stay; undoing it removes the contact from the lists this application user made.
 */
final class ListMembers implements TypedObjects {

    private static final String WORD = "list_members";

    private final DynamicsApi api;
    private final MarketingLists lists;

    ListMembers(DynamicsApi api, MarketingLists lists) {
        this.api = api;
        this.lists = lists;
    }

    private static String contact(ObjectToWrite object) {
        if (object.fields().get("contact") instanceof Value.Reference(var target)) {
            return RowReads.checked(object.id(target));
        }
        throw RowBuilder.rejected("required", "contact", "is required");
    }

    private Set<String> wanted(ObjectToWrite object) {
        Set<String> ids = new TreeSet<>();
        for (String name : ColumnWish.texts(object.fields().get("lists"))) {
            ids.add(lists.id(name)
                    .orElseThrow(() -> RowBuilder.rejected("list-missing", "lists", "names a list that is not there")));
        }
        return ids;
    }

    private Set<String> current(String contact) {
        Map<String, String> query =
                Map.of("$select", "_listid_value", "$filter", "_entityid_value eq " + RowReads.checked(contact));
        Set<String> ids = new TreeSet<>();
        api.all("listmembers", query, Map.of())
                .forEach(member -> ids.add(Json.text(member, "_listid_value").toLowerCase(Locale.ROOT)));
        return ids;
    }

    @Override
    public Written create(ObjectToWrite object) {
        String contact = contact(object);
        Set<String> wanted = wanted(object);
        wanted.forEach(list -> add(list, contact));
        return Written.of(contact, text(wanted));
    }

    private void add(String list, String contact) {
        ObjectNode body = Json.object();
        body.put("EntityId", contact);
        try {
            api.post("lists(" + list + ")/Microsoft.Dynamics.CRM.AddMemberList", body, Map.of());
        } catch (CrmFault.Rejected e) {
            if (!e.detail().code().equals("exists")) {
                throw e;
            }
        }
    }

    private void remove(String list, String contact) {
        ObjectNode body = Json.object();
        body.put("EntityId", contact);
        try {
            api.post("lists(" + list + ")/Microsoft.Dynamics.CRM.RemoveMemberList", body, Map.of());
        } catch (CrmFault.Rejected e) {
            if (!e.gone()) {
                throw e;
            }
        }
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        return exists(crmId) ? Optional.of(plan(crmId, wanted(object), read(lastWritten))) : Optional.empty();
    }

    private UpdatePlan plan(String contact, Set<String> wanted, Set<String> ours) {
        Set<String> present = current(contact);
        ObjectNode patch = Json.object();
        ArrayNode added = Json.array();
        wanted.stream()
                .filter(list -> !present.contains(list) && !ours.contains(list))
                .forEach(added::add);
        ArrayNode removed = Json.array();
        ours.stream()
                .filter(list -> present.contains(list) && !wanted.contains(list))
                .forEach(removed::add);
        if (!added.isEmpty()) {
            patch.set("add", added);
        }
        if (!removed.isEmpty()) {
            patch.set("remove", removed);
        }
        return new UpdatePlan(WORD, contact, Json.text(patch), text(present), text(wanted), List.of());
    }

    @Override
    public Written update(UpdatePlan plan) {
        ObjectNode patch = Json.parseObject(plan.patch());
        patch.path("add").forEach(list -> add(RowReads.checked(list.asString()), plan.crmId()));
        patch.path("remove").forEach(list -> remove(RowReads.checked(list.asString()), plan.crmId()));
        return Written.of(plan.crmId(), plan.written());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted) {
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        wanted.forEach(object -> {
            Set<String> both = current(contact(object));
            Set<String> wishes = wanted(object);
            both.retainAll(wishes);
            if (!both.isEmpty() && both.equals(wishes)) {
                found.put(object.key(), List.of(Written.of(contact(object), text(both))));
            }
        });
        return found;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        List<ReadBack> results = new ArrayList<>();
        expected.forEach((id, object) -> {
            boolean present = exists(id);
            results.add(new ReadBack(id, present, present ? List.of(check(wanted(object), current(id))) : List.of()));
        });
        return results;
    }

    private static FieldCheck check(Set<String> wanted, Set<String> current) {
        if (wanted.equals(current)) {
            return new FieldCheck("lists", Verdict.EQUAL, "");
        }
        return current.containsAll(wanted)
                ? new FieldCheck("lists", Verdict.EXPLAINED, "further memberships were added in Dataverse")
                : new FieldCheck("lists", Verdict.DIFFERENT, "a membership is missing");
    }

    @Override
    public Optional<String> image(String crmId) {
        return exists(crmId) ? Optional.of(text(current(crmId))) : Optional.empty();
    }

    @Override
    public void delete(String crmId) {
        if (exists(crmId)) {
            current(crmId).stream().filter(lists::ours).forEach(list -> remove(list, crmId));
        }
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        if (!exists(crmId)) {
            throw new CrmFault.Rejected(Detail.of("not-found", "the contact is gone"));
        }
        return update(plan(crmId, read(beforeImage), read(lastWritten)));
    }

    private boolean exists(String contact) {
        try {
            api.get("contacts(" + RowReads.checked(contact) + ")", Map.of("$select", "contactid"), Map.of());
            return true;
        } catch (CrmFault.Rejected e) {
            if (e.gone()) {
                return false;
            }
            throw e;
        }
    }

    private static Set<String> read(@Nullable String text) {
        Set<String> lists = new TreeSet<>();
        if (text != null) {
            for (JsonNode list : Json.parseObject(text).path("lists")) {
                lists.add(list.asString());
            }
        }
        return lists;
    }

    private static String text(Set<String> lists) {
        ObjectNode object = Json.object();
        ArrayNode array = object.putArray("lists");
        lists.forEach(array::add);
        return Json.text(object);
    }
}
