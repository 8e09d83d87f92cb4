package org.crmmigration.sandbox.dynamics;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings along beside its path and body.
 *
 * @param base service root as the client wrote it, without a slash at the end
 * @param headers by lower-case name
 * @param user systemuserid whose request it counts as
 * @param onBehalf systemuserid of the real caller when another user is impersonated
 * @param fresh whether this server already knows definitions that are still spreading
 * @param contentIds rows created earlier in the same change set, as {@code /set(id)} by {@code $n}
 */
record RequestContext(
        String base,
        Map<String, String> headers,
        String user,
        @Nullable String onBehalf,
        boolean fresh,
        Map<String, String> contentIds) {

    Prefer prefer() {
        return Prefer.parse(headers.getOrDefault("prefer", ""));
    }

    /** A condition header; the literal {@code null} is none. */
    @Nullable
    String condition(String name) {
        String value = headers.get(name);
        return value == null || value.equals("null") || value.isBlank() ? null : value;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    RequestContext withUser(String impersonated) {
        return new RequestContext(base, headers, impersonated, user, fresh, contentIds);
    }

    /** The same caller in a part of a batch with headers of its own. */
    RequestContext part(Map<String, String> partHeaders, Map<String, String> ids) {
        return new RequestContext(base, partHeaders, user, onBehalf, fresh, ids);
    }
}
