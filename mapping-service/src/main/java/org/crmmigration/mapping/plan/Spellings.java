package org.crmmigration.mapping.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Words, each in the spelling in which it was met first; case and blanks around it do not make another word. For one thread
 * while words are added, for any afterwards.
 */
final class Spellings {

    /** As many words as they were written are remembered, so that most need no folding; a bound for the memory. */
    private static final int MOST_WRITTEN = 20_000;

    private final Map<String, String> byFolded = new HashMap<>();
    private final Map<String, String> byWritten = new ConcurrentHashMap<>();

    static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the word was met before, in whatever spelling. */
    boolean has(String text) {
        return known(text) != null;
    }

    /** Keeps a spelling, unless the word has one. */
    void add(String text, String spelling) {
        if (!has(text)) {
            byFolded.put(folded(text), spelling);
        }
    }

    /** The word's one spelling; a word that was never met stays as it is. */
    String of(String text) {
        String known = known(text);
        return known == null ? text : known;
    }

    private @Nullable String known(String text) {
        String written = byWritten.get(text);
        if (written != null) {
            return written;
        }
        String folded = byFolded.get(folded(text));
        if (folded != null && byWritten.size() < MOST_WRITTEN) {
            byWritten.put(text, folded);
        }
        return folded;
    }

    Collection<String> all() {
        return byFolded.values();
    }

    int size() {
        return byFolded.size();
    }
}
