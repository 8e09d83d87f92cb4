package org.crmmigration.sandbox.dynamics.odata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a URL after the service root, for example {@code contacts(kartra_id='K-1')/jobtitle}. */
public record ResourcePath(List<Segment> segments) {

    public ResourcePath {
        segments = List.copyOf(segments);
    }

    /**
     * One name with what stood in its parentheses.
     *
     * @param arguments raw text between the parentheses, null without parentheses
     */
    public record Segment(String name, @Nullable String arguments) {

        /** The arguments by name; a sole argument without name stands under the empty name. */
        public Map<String, Literal> keys() {
            Map<String, Literal> keys = new LinkedHashMap<>();
            for (String pair : Quoted.split(arguments == null ? "" : arguments, ',')) {
                int at = pair.startsWith("'") ? -1 : pair.indexOf('=');
                String name = at < 0 ? "" : pair.substring(0, at).strip();
                if (keys.put(name, Literal.parse(pair.substring(at + 1).strip())) != null) {
                    throw new ODataSyntax("the key names a column twice");
                }
            }
            return keys;
        }
    }

    /** Understands decoded text. */
    public static ResourcePath parse(String path) {
        List<Segment> segments = new ArrayList<>();
        for (String part : Quoted.split(path.startsWith("/") ? path.substring(1) : path, '/')) {
            int open = part.indexOf('(');
            if (open < 0) {
                segments.add(new Segment(part, null));
            } else if (part.endsWith(")")) {
                segments.add(new Segment(part.substring(0, open), part.substring(open + 1, part.length() - 1)));
            } else {
                throw new ODataSyntax("text after a closing parenthesis");
            }
        }
        return new ResourcePath(segments);
    }

    public int size() {
        return segments.size();
    }

    public Segment at(int index) {
        return segments.get(index);
    }

    public Segment first() {
        return segments.getFirst();
    }

    /** The path with {@code {key}} for every key: the name of the operation in counters and fault rules. */
    public String template() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            text.append('/').append(segment.name()).append(segment.arguments() == null ? "" : "({key})");
        }
        return text.toString();
    }
}
