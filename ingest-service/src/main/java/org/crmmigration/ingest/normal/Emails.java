package org.crmmigration.ingest.normal;

import java.util.Locale;
import java.util.Set;

/** E-mail addresses: the key they are compared by, whether they are addresses at all, whether they belong to a role. */
public final class Emails {

    private static final Set<String> ROLES = Set.of(
            "info",
            "admin",
            "sales",
            "support",
            "contact",
            "office",
            "hello",
            "webmaster",
            "postmaster",
            "noreply",
            "no-reply",
            "abuse",
            "billing",
            "team",
            "help",
            "helpdesk",
            "mail",
            "marketing",
            "accounts",
            "accounting",
            "service",
            "customerservice",
            "enquiries",
            "inquiries",
            "jobs",
            "hr",
            "press",
            "privacy",
            "security",
            "hostmaster",
            "newsletter",
            "orders",
            "donotreply",
            "do-not-reply");

    private Emails() {}

    /** The key two spellings of one address share: trimmed, lower case; nothing is folded behind it. */
    public static String key(String cell) {
        String text = Cells.clean(cell);
        if (!ascii(text) && text.codePoints().anyMatch(Emails::invisible)) {
            text = text.codePoints()
                    .filter(c -> !invisible(c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
        int end = text.length();
        while (end > 0 && ".,;:>)".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = 0;
        while (start < end && "<(".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return text.substring(start, end).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a key is an address: one at sign, a domain with a dot, no blanks, not too long. */
    public static boolean valid(String key) {
        int at = key.indexOf('@');
        if (at < 1 || at > 64 || key.length() > 254 || key.indexOf('@', at + 1) >= 0) {
            return false;
        }
        return localPart(key, at) && domainPart(key.substring(at + 1));
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Joiners and marks of direction mean something in names, never in addresses. */
    private static boolean invisible(int c) {
        return c > '~' && Character.getType(c) == Character.FORMAT;
    }

    /** The domain of a valid key. */
    public static String domain(String key) {
        return key.substring(key.indexOf('@') + 1);
    }

    /** Whether the address belongs to a role rather than a person. */
    public static boolean role(String key) {
        return ROLES.contains(key.substring(0, key.indexOf('@')));
    }

    private static boolean localPart(String key, int at) {
        for (int i = 0; i < at; i++) {
            char c = key.charAt(i);
            boolean dot = c == '.' && (i == 0 || i == at - 1 || key.charAt(i + 1) == '.');
            if (c <= ' ' || dot || "\"(),:;<>[]\\".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean domainPart(String domain) {
        int labels = 0;
        int start = 0;
        for (int i = 0; i <= domain.length(); i++) {
            if (i == domain.length() || domain.charAt(i) == '.') {
                if (i == start || domain.charAt(start) == '-' || domain.charAt(i - 1) == '-') {
                    return false;
                }
                labels++;
                start = i + 1;
            } else if (!Character.isLetterOrDigit(domain.charAt(i)) && domain.charAt(i) != '-') {
                return false;
            }
        }
        int top = domain.lastIndexOf('.') + 1;
        return labels >= 2 && domain.length() - top >= 2 && !digits(domain, top);
    }

    private static boolean digits(String domain, int from) {
        for (int i = from; i < domain.length(); i++) {
            if (!Character.isDigit(domain.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
