package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which groups a contact is in, by their names. Its id is the contact's. Memberships that people added stay; undoing it
 * takes the contact out of the groups our application users made.
 *
 * @param word the object type
 * @param field the field with the names
 */
record Members(String word, String field, Grouping grouping, Batches batches) implements TypedObjects {

    private static final String GROUPS = "lists";

    private static String contact(ObjectToWrite object) {
        if (object.fields().get("contact") instanceof Value.Reference(var target)) {
            return RowReads.checked(object.id(target));
        }
        throw RowBuilder.rejected("required", "contact", "is required");
    }

    private Set<String> wanted(ObjectToWrite object) {
        Set<String> ids = new TreeSet<>();
        for (String name : ColumnWish.texts(object.fields().get(field))) {
            ids.add(grouping.groups()
                    .id(name)
                    .orElseThrow(() -> RowBuilder.rejected(
                            field.equals(GROUPS) ? "list-missing" : "tag-missing",
                            field,
                            "names \"" + name + "\", which is not there: migrate prepare --apply makes it again")));
        }
        return ids;
    }

    @Override
    public Written create(ObjectToWrite object) {
        return createMany(List.of(object)).getFirst();
    }

    /** Adds group by group, all contacts at once. */
    @Override
    public List<Written> createMany(List<ObjectToWrite> objects) {
        Map<String, List<String>> byGroup = new TreeMap<>();
        List<Written> written = new ArrayList<>();
        for (ObjectToWrite object : objects) {
            String contact = contact(object);
            Set<String> wanted = wanted(object);
            wanted.forEach(group ->
                    byGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(contact));
            written.add(Written.of(contact, text(wanted)));
        }
        byGroup.forEach(grouping::add);
        return written;
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        return current(crmId).map(present -> plan(crmId, wanted(object), read(lastWritten), present));
    }

    private UpdatePlan plan(String contact, Set<String> wanted, Set<String> ours, Set<String> present) {
        ObjectNode patch = Json.object();
        ArrayNode added = Json.array();
        wanted.stream()
                .filter(group -> !present.contains(group) && !ours.contains(group))
                .forEach(added::add);
        ArrayNode removed = Json.array();
        ours.stream()
                .filter(group -> present.contains(group) && !wanted.contains(group))
                .forEach(removed::add);
        if (!added.isEmpty()) {
            patch.set("add", added);
        }
        if (!removed.isEmpty()) {
            patch.set("remove", removed);
        }
        return new UpdatePlan(word, contact, Json.text(patch), text(present), text(wanted), List.of());
    }

    @Override
    public Written update(UpdatePlan plan) {
        ObjectNode patch = Json.parseObject(plan.patch());
        patch.path("add").forEach(group -> grouping.add(RowReads.checked(group.asString()), List.of(plan.crmId())));
        batches.remove(
                plan.crmId(), patch.path("remove").valueStream().map(group -> removal(group.asString(), plan.crmId())));
        return Written.of(plan.crmId(), plan.written());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted) {
        Map<String, Set<String>> current =
                grouping.current(wanted.stream().map(Members::contact).toList());
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        wanted.forEach(object -> {
            Set<String> wishes = wanted(object);
            Set<String> present = current.getOrDefault(contact(object), Set.of());
            if (!wishes.isEmpty() && present.containsAll(wishes)) {
                found.put(object.key(), List.of(Written.of(contact(object), text(wishes))));
            }
        });
        return found;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        Map<String, Set<String>> current = grouping.current(
                expected.keySet().stream().map(RowReads::checked).toList());
        List<ReadBack> results = new ArrayList<>();
        expected.forEach((id, object) -> {
            Set<String> present = current.get(id);
            results.add(
                    present == null
                            ? new ReadBack(id, false, List.of())
                            : new ReadBack(id, true, List.of(check(wanted(object), present))));
        });
        return results;
    }

    private FieldCheck check(Set<String> wanted, Set<String> current) {
        if (wanted.equals(current)) {
            return new FieldCheck(field, Verdict.EQUAL, "");
        }
        return current.containsAll(wanted)
                ? new FieldCheck(field, Verdict.EXPLAINED, "further memberships were added in Dataverse")
                : new FieldCheck(field, Verdict.DIFFERENT, "a membership is missing");
    }

    @Override
    public Optional<String> image(String crmId) {
        return current(crmId).map(Members::text);
    }

    private Operation removal(String group, String contact) {
        return Operation.of(grouping.removal(RowReads.checked(group), contact));
    }

    /** A membership that a person ended is no reason to keep the others. */
    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        Map<String, Set<String>> current =
                grouping.current(last.keySet().stream().map(RowReads::checked).toList());
        last.keySet().stream()
                .filter(current::containsKey)
                .forEach(id -> standings.put(id, new Standing(text(current.getOrDefault(id, Set.of())), List.of())));
        return standings;
    }

    /** Contacts that are in a group of ours. */
    @Override
    public Set<String> present(Collection<String> crmIds) {
        return ours(crmIds).entrySet().stream()
                .filter(groups -> !groups.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void delete(String crmId) {
        batches.remove(
                crmId,
                ours(List.of(crmId)).getOrDefault(crmId, List.of()).stream().map(group -> removal(group, crmId)));
    }

    @Override
    public Map<String, CrmFault> deleteMany(Collection<String> crmIds) {
        Map<String, List<Operation>> removals = new LinkedHashMap<>();
        ours(crmIds)
                .forEach((contact, groups) -> removals.put(
                        contact,
                        groups.stream().map(group -> removal(group, contact)).toList()));
        return batches.remove(removals);
    }

    /** The groups of ours that contacts are in. */
    private Map<String, List<String>> ours(Collection<String> contacts) {
        Map<String, List<String>> ours = new LinkedHashMap<>();
        grouping.current(contacts.stream().map(RowReads::checked).toList())
                .forEach((contact, groups) -> ours.put(
                        contact, groups.stream().filter(grouping.groups()::ours).toList()));
        return ours;
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        Set<String> present =
                current(crmId).orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the contact is gone")));
        return update(plan(crmId, read(beforeImage), read(lastWritten), present));
    }

    private Optional<Set<String>> current(String contact) {
        return Optional.ofNullable(
                grouping.current(List.of(RowReads.checked(contact))).get(contact));
    }

    private static Set<String> read(@Nullable String text) {
        Set<String> groups = new TreeSet<>();
        if (text != null) {
            for (JsonNode group : Json.parseObject(text).path(GROUPS)) {
                groups.add(group.asString());
            }
        }
        return groups;
    }

    private static String text(Set<String> groups) {
        ObjectNode object = Json.object();
        ArrayNode array = object.putArray(GROUPS);
        groups.forEach(array::add);
        return Json.text(object);
    }
}
