package org.crmmigration.pipedrive;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The account's vocabulary as it is known now, and the one place that adds options to it. Two threads that miss the same
 * option add it once: additions to one field queue up, and each looks again before it adds.
 */
final class AccountSchema {

    static final int MOST_OPTIONS = 10_000;

    private final PipedriveApi api;
    private final OptionCalls calls;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    /** Fields whose options may differ from what is known, for an answer was lost. */
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

    private final ReentrantLock snapshotLock = new ReentrantLock();
    private volatile LiveSchema snapshot = LiveSchema.EMPTY;
    private volatile @Nullable Boolean campaigns;

    AccountSchema(PipedriveApi api) {
        this.api = api;
        this.calls = new OptionCalls(api);
    }

    LiveSchema now() {
        return snapshot;
    }

    void refresh() {
        LiveSchema fresh = LiveSchema.read(api);
        snapshotLock.lock();
        try {
            snapshot = fresh;
            doubtful.clear();
        } finally {
            snapshotLock.unlock();
        }
    }

    /** Whether the account has Campaigns, without which a marketing status cannot be written; asked once. */
    boolean campaigns() {
        Boolean known = campaigns;
        if (known == null) {
            known = askCampaigns();
            campaigns = known;
        }
        return known;
    }

    /** A write has shown that there are none. */
    void withoutCampaigns() {
        campaigns = false;
    }

    private boolean askCampaigns() {
        try {
            api.page(Entity.PERSON.recordsRoute(), Map.of("limit", "1", "include_fields", "marketing_status"));
            return true;
        } catch (CrmFault.Rejected e) {
            return false;
        }
    }

    void put(Entity entity, FieldDef field) {
        snapshotLock.lock();
        try {
            snapshot = snapshot.with(entity, field);
        } finally {
            snapshotLock.unlock();
        }
    }

    void drop(Entity entity, String code) {
        snapshotLock.lock();
        try {
            snapshot = snapshot.without(entity, code);
        } finally {
            snapshotLock.unlock();
        }
    }

    /** Replaces labels by option ids, adding the options that are missing. */
    void resolve(@Nullable Entity entity, ObjectNode body) {
        if (entity == null) {
            return;
        }
        for (String path : Wire.paths(body)) {
            String code = path.equals(Entity.LABELS) ? Entity.LABELS : Wire.code(path);
            JsonNode value = Wire.at(body, path);
            if (!code.isEmpty() && hasOptions(entity, code) && OptionLabels.in(value)) {
                Wire.put(
                        body,
                        path,
                        OptionLabels.withIds(
                                value,
                                ensure(entity, code, OptionLabels.of(value)).options()));
            }
        }
    }

    private boolean hasOptions(Entity entity, String code) {
        return snapshot.field(entity, code)
                .map(field -> field.type().equals("enum") || field.type().equals("set") || code.equals(Entity.LABELS))
                .orElse(false);
    }

    /** Makes sure that a field has these options. */
    Ensured ensure(Entity entity, String code, Collection<String> labels) {
        FieldDef known = field(entity, code);
        if (known.missing(labels).isEmpty() && !doubtful.contains(lockKey(entity, code))) {
            return new Ensured(known.ids(labels), Map.of());
        }
        ReentrantLock lock = locks.computeIfAbsent(lockKey(entity, code), key -> new ReentrantLock());
        lock.lock();
        try {
            return addMissing(entity, code, labels);
        } finally {
            lock.unlock();
        }
    }

    /** The ids of the labels asked for, and those among them that were made now. */
    record Ensured(Map<String, Long> options, Map<String, Long> created) {}

    private Ensured addMissing(Entity entity, String code, Collection<String> labels) {
        FieldDef known = doubtful.contains(lockKey(entity, code)) ? reread(entity, code) : field(entity, code);
        List<String> missing = known.missing(labels);
        if (missing.isEmpty()) {
            return new Ensured(known.ids(labels), Map.of());
        }
        if (known.options().size() + missing.size() > MOST_OPTIONS) {
            throw new CrmFault.Rejected(new Detail(
                    "plan-limit", "a field has at most " + MOST_OPTIONS + " options or labels", null, null, code));
        }
        try {
            Map<String, Long> added = calls.add(entity, code, missing);
            FieldDef complete = known.withOptions(added);
            put(entity, complete);
            return new Ensured(complete.ids(labels), added);
        } catch (CrmFault.OutcomeUnknown e) {
            doubtful.add(lockKey(entity, code));
            throw e;
        }
    }

    /** Removes options; for taking vocabulary back. */
    void removeOptions(Entity entity, String code, Collection<Long> ids) {
        calls.remove(entity, code, ids);
        reread(entity, code);
    }

    /** Reads an entity's fields anew. */
    void reread(Entity entity) {
        Map<String, FieldDef> fields = LiveSchema.fields(api, entity);
        snapshotLock.lock();
        try {
            snapshot = snapshot.withAll(entity, fields);
        } finally {
            snapshotLock.unlock();
        }
    }

    FieldDef reread(Entity entity, String code) {
        FieldDef fresh = calls.read(entity, code);
        put(entity, fresh);
        doubtful.remove(lockKey(entity, code));
        return fresh;
    }

    private FieldDef field(Entity entity, String code) {
        return snapshot.field(entity, code).orElseGet(() -> reread(entity, code));
    }

    private static String lockKey(Entity entity, String code) {
        return entity.word() + ':' + code;
    }
}
