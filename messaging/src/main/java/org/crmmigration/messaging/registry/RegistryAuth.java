package org.crmmigration.messaging.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How a request to the registry proves who it is from. Secrets never appear in {@code toString()}. */
public sealed interface RegistryAuth {

    /** The value of the {@code Authorization} header, if there is one. */
    Optional<String> header();

    /** No proof: an open registry, such as the embedded one. */
    record None() implements RegistryAuth {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }
    }

    /**
     * HTTP basic authentication.
     *
     * @param user the user or API key
     * @param password the password or API secret
     */
    record Basic(String user, String password) implements RegistryAuth {
        /** Reads the {@code user:password} form of {@code basic.auth.user.info}. */
        static Basic parse(String userInfo) {
            int colon = userInfo.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("basic.auth.user.info must have the form user:password");
            }
            return new Basic(userInfo.substring(0, colon), userInfo.substring(colon + 1));
        }

        @Override
        public Optional<String> header() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String toString() {
            return "Basic[***]";
        }
    }

    /**
     * A static bearer token.
     *
     * @param token the token, without the word Bearer
     */
    record Bearer(String token) implements RegistryAuth {
        @Override
        public Optional<String> header() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }
}
