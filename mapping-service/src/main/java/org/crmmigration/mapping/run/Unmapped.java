package org.crmmigration.mapping.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.crmmigration.mapping.plan.Plan;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/**
 * Fields that mappings of earlier runs wrote and the one at hand does not write any more: their values are said to be
 * nothing, so that the loader clears them where no person changed them. The last {@value #MOST} mappings are looked at.
 *
 * @param before the plans of the earlier mappings over the same export
 * @param entities of the mapping at hand: what is mandatory is never cleared
 */
record Unmapped(List<Plan> before, Map<String, Entity> entities, KeyedHash hash) {

    private static final int MOST = 5;

    /** The plans of earlier runs under other mappings. */
    static Unmapped of(Surveys surveys, Order order, RunRequested request) {
        PastRuns past = PastRuns.read(surveys.clients(), order.migration());
        List<Plan> plans = earlier(past, request).stream()
                .map(text -> new Order(order.migration(), MappingFile.parse(text.yaml()), order.hash()))
                .map(other -> surveys.of(other, request.export()).plan())
                .toList();
        return new Unmapped(plans, order.mapping().entities(), order.hash());
    }

    Selection.Refinement refinement() {
        return (message, record) -> message instanceof ObjectCommand command ? cleared(command, record) : message;
    }

    private CommandMessage cleared(ObjectCommand command, SourceRecord record) {
        Map<String, Value> fields = new LinkedHashMap<>(command.fields());
        Entity entity = entities.get(command.key().objectType());
        Set<String> kept = entity == null ? Set.of() : entity.mandatory();
        before.forEach(plan -> fields(plan, command, record).keySet().stream()
                .filter(name -> !kept.contains(name))
                .forEach(name -> fields.putIfAbsent(name, Value.NOTHING)));
        if (fields.size() == command.fields().size()) {
            return command;
        }
        String payload = hash.of(command.key().objectType(), hash.of(fields));
        return new ObjectCommand(
                command.run(), command.phase(), command.action(), command.key(), payload, fields, command.origins());
    }

    private static Map<String, Value> fields(Plan plan, ObjectCommand command, SourceRecord record) {
        Map<ObjectKey, Map<String, Value>> objects = new HashMap<>();
        plan.commands(command.run(), command.phase(), record).forEach(message -> {
            if (message instanceof ObjectCommand old) {
                objects.put(old.key(), old.fields());
            }
        });
        return objects.getOrDefault(command.key(), Map.of());
    }

    /** The mappings of earlier runs, the latest run's first. */
    private static List<MappingText> earlier(PastRuns past, RunRequested request) {
        LinkedHashSet<Integer> versions = new LinkedHashSet<>();
        past.runs().stream()
                .filter(run -> !Objects.equals(run.run(), request.run())
                        && run.scope().reach().mapped()
                        && run.mappingVersion() != request.mappingVersion())
                .forEach(run -> versions.addLast(run.mappingVersion()));
        return versions.reversed().stream()
                .map(past.texts()::get)
                .filter(Objects::nonNull)
                .limit(MOST)
                .toList();
    }
}
