package org.crmmigration.messaging.registry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, such as names of fields, each one object for all records. Which one follows another is
 * remembered, since records of a kind fill mostly the same fields in the same order. Thread-safe.
 */
final class FrameNames {

    /** Beyond this many different ones further ones are not shared. */
    private static final int MOST = 10_000;

    private final Map<String, Name> known = new ConcurrentHashMap<>();

    /** A text, and the one that came after it last time; a guess, so threads may overwrite each other's. */
    static final class Name {
        private final byte[] utf8;
        private final String text;
        private @Nullable Name next;

        Name(String text) {
            this.text = text;
            this.utf8 = text.getBytes(StandardCharsets.UTF_8);
        }

        String text() {
            return text;
        }
    }

    /** The text that stands among some bytes. */
    Name after(Name last, byte[] bytes, int from, int length) {
        Name guess = last.next;
        if (guess != null && Arrays.equals(guess.utf8, 0, guess.utf8.length, bytes, from, from + length)) {
            return guess;
        }
        Name found = find(new String(bytes, from, length, StandardCharsets.UTF_8));
        last.next = found;
        return found;
    }

    private Name find(String text) {
        Name name = known.get(text);
        if (name == null) {
            name = new Name(text.intern());
            if (known.size() < MOST) {
                known.put(name.text, name);
            }
        }
        return name;
    }
}
