package org.crmmigration.loader.engine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.view.KnownObjects;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/** Resolves what a command refers to into ids of the CRM, waiting for what is on its way. */
final class References {

    private static final String MIGRATION_KEY = "migration_key";

    private final String migration;
    private final KnownObjects view;
    private final KeyOrder order;
    /** Keys of custom fields, which every object of a type refers to. */
    private final Map<ObjectKey, String> fields = new ConcurrentHashMap<>();

    References(String migration, KnownObjects view, KeyOrder order) {
        this.migration = migration;
        this.view = view;
        this.order = order;
    }

    /** A command with its references resolved, or the parent that stands in the way. */
    sealed interface Resolved {
        /**
         * All there.
         *
         * @param leftOut custom fields the object goes without, because the CRM refused them
         */
        record Complete(ObjectToWrite object, int leftOut) implements Resolved {}

        /** A parent is not in the CRM. */
        record Missing(ObjectKey parent) implements Resolved {}
    }

    Resolved resolve(ObjectCommand command) {
        Map<ObjectKey, String> ids = new LinkedHashMap<>();
        for (ObjectKey target : targets(command)) {
            Optional<String> id = id(target, command.key());
            if (id.isPresent()) {
                ids.put(target, id.get());
            } else if (!refused(target) && !cleared(command, target)) {
                return new Resolved.Missing(target);
            }
        }
        ObjectToWrite object = complete(command, ids);
        int leftOut = command.fields().size() - object.fields().size();
        return new Resolved.Complete(object, leftOut == 0 ? 0 : refused(command, object));
    }

    private static int refused(ObjectCommand command, ObjectToWrite object) {
        return Math.toIntExact(command.fields().entrySet().stream()
                .filter(field -> !object.fields().containsKey(field.getKey()))
                .filter(field -> !(field.getValue() instanceof Value.Nothing))
                .count());
    }

    private ObjectToWrite complete(ObjectCommand command, Map<ObjectKey, String> ids) {
        ObjectKey key = command.key();
        Map<String, Value> fields = new LinkedHashMap<>(command.fields());
        fields.keySet().removeIf(name -> name.startsWith(ObjectToWrite.CUSTOM_PREFIX) && !ids.containsKey(field(name)));
        ObjectKey carrier = field(ObjectToWrite.CUSTOM_PREFIX + key.objectType() + ":" + MIGRATION_KEY);
        id(carrier, key).ifPresent(id -> ids.put(carrier, id));
        return new ObjectToWrite(key, migrationKey(key), fields, ids);
    }

    /**
     * Whether the target is a custom field the CRM refused, for example because the plan allows no more. Its values are
     * left out, rather than every object that has one being parked; the field itself stands among the failures.
     */
    private boolean refused(ObjectKey target) {
        ObjectState.Answer answer = view.state(target).last();
        return target.objectType().equals(ObjectToWrite.FIELD)
                && answer != null
                && answer.status() == LedgerMessage.Status.FAILED;
    }

    /** Whether the target is a custom field that is to be empty: one that was never made is. */
    private static boolean cleared(ObjectCommand command, ObjectKey target) {
        return target.objectType().equals(ObjectToWrite.FIELD)
                && command.fields().get(target.sourceKey()) instanceof Value.Nothing;
    }

    /** The object with those references that are known, for looking at it only. */
    ObjectToWrite known(ObjectCommand command) {
        Map<ObjectKey, String> ids = new LinkedHashMap<>();
        targets(command).forEach(target -> view.crmId(target).ifPresent(id -> ids.put(target, id)));
        return complete(command, ids);
    }

    /** Forgets ids of custom fields; some may have been deleted. */
    void forget() {
        fields.clear();
    }

    private String migrationKey(ObjectKey key) {
        return migration + ":" + key.objectType() + ":" + key.sourceKey();
    }

    private Optional<String> id(ObjectKey target, ObjectKey child) {
        String known = fields.get(target);
        if (known != null) {
            return Optional.of(known);
        }
        if (!target.equals(child)) {
            order.awaitSettled(target);
        }
        Optional<String> id = view.crmId(target);
        if (target.objectType().equals(ObjectToWrite.FIELD)) {
            id.ifPresent(found -> fields.put(target, found));
        }
        return id;
    }

    /** Everything a command refers to. */
    static Set<ObjectKey> targets(ObjectCommand command) {
        Set<ObjectKey> targets = new LinkedHashSet<>();
        command.fields().forEach((name, value) -> {
            if (name.startsWith(ObjectToWrite.CUSTOM_PREFIX)) {
                targets.add(field(name));
            }
            if (value instanceof Value.Reference reference) {
                targets.add(reference.target());
            }
        });
        return targets;
    }

    private static ObjectKey field(String sourceKey) {
        return new ObjectKey(ObjectToWrite.FIELD, sourceKey);
    }
}
