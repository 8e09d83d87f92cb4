package org.crmmigration.loader.port;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One CRM tenant and what it allows, with credentials resolved. Prints no credential.
 *
 * @param reference where it was read from; identifies the account in lanes and budgets
 * @param url scheme, host and port, and for some vendors a base path
 * @param plan the vendor's plan name in lower case, null when unknown
 * @param seats paid users, at least 1
 * @param reserve share of every budget kept free for the customer's own use, 0 to 0.9
 * @param credentials by the vendor's names, for example {@code apiToken}
 */
public record Account(
        String reference, URI url, @Nullable String plan, int seats, double reserve, Map<String, String> credentials) {

    /** A credential. */
    public String credential(String name) {
        String value = credentials.get(name);
        if (value == null || value.isBlank()) {
            throw new InvalidAccount("the account file has no credentials." + name + "; add it (a reference such as"
                    + " ${env:NAME} is best)");
        }
        return value;
    }

    /**
     * Which tenant this is, however its file is called: the URL and, where several tenants share one, its id there. Two
     * accounts with the same identity share their limits.
     */
    public String identity() {
        String base = url.toString().toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        String location = credentials.getOrDefault("locationId", "");
        return location.isEmpty() ? base : base + "#" + location;
    }

    @Override
    public String toString() {
        return "Account[" + reference + ", " + url.getHost() + "]";
    }

    /** The account file cannot be used. The message says which key and what to do. */
    public static final class InvalidAccount extends RuntimeException {
        /** With what to do. */
        public InvalidAccount(String message) {
            super(message);
        }
    }
}
