package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.view.KnownObjects;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Looks at objects before they are taken back, many in one call where the CRM can: whether a person changed them. */
final class Looks {

    /** A person may change an object while others of its batch are waited for; an older look is not trusted. */
    private static final Duration FRESH = Duration.ofSeconds(20);

    private final CrmClient client;
    private final KnownObjects view;
    private final References references;
    private final PastCommands past;
    private final Clock clock;
    private final Map<ObjectKey, Look> taken = new ConcurrentHashMap<>();

    Looks(CrmClient client, KnownObjects view, References references, PastCommands past, Clock clock) {
        this.client = client;
        this.view = view;
        this.references = references;
        this.past = past;
        this.clock = clock;
    }

    /**
     * What was seen.
     *
     * @param last the object as last written, null when no command of ours is known
     * @param standing null when it is gone
     */
    record Look(@Nullable ObjectToWrite last, @Nullable Standing standing, Instant at) {}

    /** Looks at several objects of one type at once; one that cannot be seen this way is looked at in its turn. */
    void ahead(List<Work> works) {
        Map<ObjectKey, ObjectState> states = new LinkedHashMap<>();
        works.forEach(work -> states.put(work.key(), view.state(work.key())));
        try {
            taken.putAll(look(works.getFirst().calls(), states));
        } catch (CrmFault fault) {
            works.getFirst().calls().note(fault);
        }
    }

    /** How the object stands now. */
    Look at(Work work, ObjectState state) {
        return ahead(work.key())
                .orElseGet(() -> Objects.requireNonNull(
                        look(work.calls(), Map.of(work.key(), state)).get(work.key())));
    }

    /** What was just seen of the object together with others. */
    Optional<Look> ahead(ObjectKey key) {
        return Optional.ofNullable(taken.remove(key))
                .filter(look -> look.at().plus(FRESH).isAfter(clock.instant()));
    }

    /** How objects of one type stand; those without an id are left out. */
    Map<ObjectKey, Look> look(Calls calls, Map<ObjectKey, ObjectState> states) {
        Map<Long, ObjectCommand> commands = past.at(states.values().stream()
                .map(ObjectState::confirmedOffset)
                .filter(offset -> offset >= 0)
                .toList());
        Map<String, Standing.LastWrite> known = new LinkedHashMap<>();
        Map<ObjectKey, Look> looks = new HashMap<>();
        states.forEach((key, state) -> {
            String id = state.crmId();
            ObjectCommand last = commands.get(state.confirmedOffset());
            if (id != null && last != null) {
                known.put(id, new Standing.LastWrite(references.known(last), state.written()));
            } else if (id != null) {
                looks.put(key, new Look(null, unknown(calls, key, id), clock.instant()));
            }
        });
        if (known.isEmpty()) {
            return looks;
        }
        String type = states.keySet().iterator().next().objectType();
        Map<String, Standing> standings = calls.patiently(() -> client.stand(type, known));
        known.forEach((id, write) ->
                looks.put(write.object().key(), new Look(write.object(), standings.get(id), clock.instant())));
        return looks;
    }

    /** An object whose command is not known any more, for example one that a lost answer left. */
    private @Nullable Standing unknown(Calls calls, ObjectKey key, String id) {
        return calls.patiently(() -> client.image(key.objectType(), id))
                .map(image -> new Standing(image, List.of()))
                .orElse(null);
    }
}
