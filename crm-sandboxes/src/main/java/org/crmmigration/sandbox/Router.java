package org.crmmigration.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a path means among templates such as {@code /deals/{id}/products}; literal segments beat variables. */
public final class Router<T> {

    private final Map<Integer, List<Entry<T>>> bySegments = new HashMap<>();

    private record Entry<T>(String method, String template, List<String> segments, T target) {

        int variables() {
            return (int) segments.stream().filter(Router::isVariable).count();
        }
    }

    /** What was found. */
    public sealed interface Match<T> {

        record Found<T>(String method, String template, T target, Map<String, String> variables) implements Match<T> {}

        /** The path exists, but not with this method. */
        record WrongMethod<T>() implements Match<T> {}

        record Unknown<T>() implements Match<T> {}
    }

    public Router<T> add(String method, String template, T target) {
        List<String> segments = split(template);
        List<Entry<T>> entries = bySegments.computeIfAbsent(segments.size(), n -> new ArrayList<>());
        entries.add(new Entry<>(method, template, segments, target));
        entries.sort((a, b) -> Integer.compare(a.variables(), b.variables()));
        return this;
    }

    public Match<T> find(String method, String path) {
        List<String> segments = split(path);
        boolean pathKnown = false;
        for (Entry<T> entry : bySegments.getOrDefault(segments.size(), List.of())) {
            Map<String, String> variables = variables(entry.segments(), segments);
            if (variables == null) {
                continue;
            }
            if (entry.method().equals(method)) {
                return new Match.Found<>(method, entry.template(), entry.target(), variables);
            }
            pathKnown = true;
        }
        return pathKnown ? new Match.WrongMethod<>() : new Match.Unknown<>();
    }

    private static @Nullable Map<String, String> variables(List<String> template, List<String> path) {
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String wanted = template.get(i);
            if (isVariable(wanted)) {
                found.put(wanted.substring(1, wanted.length() - 1), path.get(i));
            } else if (!wanted.equals(path.get(i))) {
                return null;
            }
        }
        return found;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> split(String path) {
        String trimmed = path.startsWith("/") ? path.substring(1) : path;
        return List.of(trimmed.split("/", -1));
    }
}
