package org.crmmigration.ingest.fold;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a tag betrays. Forms, surveys, webinars, memberships are never exported; accounts that tag them leave a trace.
 *
 * @param what the behaviour
 * @param rule the word of the tag that told it
 */
record Behaviour(String what, String rule) {

    private record Sign(String word, String what) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign("webinar", "webinar"),
            new Sign("survey", "survey"),
            new Sign("quiz", "quiz"),
            new Sign("opt-in", "form"),
            new Sign("optin", "form"),
            new Sign("form", "form"),
            new Sign("member", "membership"),
            new Sign("course", "course"),
            new Sign("enrolled", "course"),
            new Sign("lesson", "course"),
            new Sign("purchased", "purchase"),
            new Sign("bought", "purchase"),
            new Sign("buyer", "purchase"),
            new Sign("customer", "purchase"),
            new Sign("download", "download"),
            new Sign("event", "event"));

    static Optional<Behaviour> of(String tag) {
        String lower = tag.toLowerCase(Locale.ROOT);
        return SIGNS.stream()
                .filter(sign -> startsWord(lower, sign.word()))
                .map(sign -> new Behaviour(sign.what(), "the tag's name has the word " + sign.word()))
                .findFirst();
    }

    private static boolean startsWord(String text, String word) {
        int at = text.indexOf(word);
        return at == 0 || (at > 0 && !Character.isLetter(text.charAt(at - 1)));
    }
}
