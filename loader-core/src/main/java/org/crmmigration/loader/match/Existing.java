package org.crmmigration.loader.match;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * The records of one type that were in the account before, by what they are known by. The list is read whole when it is
 * first asked for, since searching for each object would cost a call each and may lag behind, and again when nobody asked
 * for an hour: people add records between two runs. About 100 bytes for each word of a record.
 *
 * <p>A record that carries an object's migration key is that object's, whatever the rules say, and nobody else's.
 */
public final class Existing {

    private static final Duration KEPT = Duration.ofHours(1);
    /** Several records share the word, so it tells none. */
    private static final String SEVERAL = "";

    private final Source source;
    private final Clock clock;
    private final Map<ObjectKey, String> claims = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<ObjectKey> ambiguous = new HashSet<>();
    private Map<String, String> ids = Map.of();
    private Instant keptUntil = Instant.MIN;

    /**
     * An index of what a source holds.
     *
     * @param clock tells how long nobody asked
     */
    public Existing(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Where the records are. */
    @FunctionalInterface
    public interface Source {
        /**
         * Hands over the id and the marks of every record of the account.
         *
         * @param wanted the object looked for, whose ids tell where records carry the migration key
         */
        void read(ObjectToWrite wanted, BiConsumer<String, Marks> records);
    }

    /** The record that is the same as the object by the object's rules; it is the object's from now on. */
    public synchronized Optional<String> claim(ObjectToWrite object) {
        String known = claims.get(object.key());
        if (known != null) {
            return Optional.of(known);
        }
        refresh(object);
        Marks marks = Marks.of(object);
        List<String> words = Stream.concat(Stream.of(Marks.KEY), MatchRules.of(object).words().stream())
                .flatMap(rule -> marks.words(rule).stream())
                .toList();
        for (String word : words) {
            String id = ids.get(word);
            if (SEVERAL.equals(id)) {
                ambiguous.add(object.key());
            } else if (id != null && taken.add(id)) {
                ambiguous.remove(object.key());
                claims.put(object.key(), id);
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** What was written, with the attribute {@code severalMatches=1} when several records are like the object. */
    public synchronized Written noted(ObjectToWrite object, Written written) {
        if (!ambiguous.contains(object.key())) {
            return written;
        }
        Map<String, String> attributes = new HashMap<>(written.attributes());
        attributes.put("severalMatches", "1");
        return new Written(written.crmId(), written.written(), attributes, written.conflicts());
    }

    private void refresh(ObjectToWrite wanted) {
        if (!clock.instant().isBefore(keptUntil)) {
            Map<String, String> all = new HashMap<>();
            source.read(
                    wanted,
                    (id, marks) -> marks.words().stream()
                            .distinct()
                            .forEach(word -> all.merge(word, id, (one, other) -> one.equals(other) ? one : SEVERAL)));
            ids = all;
        }
        keptUntil = clock.instant().plus(KEPT);
    }
}
