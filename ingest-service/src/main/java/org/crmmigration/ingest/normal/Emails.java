package org.crmmigration.ingest.normal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** E-mail addresses: the key they are compared by, whether they are addresses at all, what is odd about them. */
public final class Emails {

    /** Providers whose names are mistyped most, each with what is no slip although it is one letter away. */
    private static final Map<String, Set<String>> PROVIDERS = Map.of(
            "gmail.com", Set.of("mail.com", "email.com", "ymail.com"),
            "hotmail.com", Set.of(),
            "yahoo.com", Set.of(),
            "outlook.com", Set.of(),
            "icloud.com", Set.of(),
            "aol.com", Set.of("aon.com", "all.com", "aok.com", "bol.com", "sol.com", "aol.co"));

    private static final Map<String, String> MISTYPED_ENDINGS = Map.of(
            ".con", ".com", ".cmo", ".com", ".ocm", ".com", ".comm", ".com", ".vom", ".com", ".ner", ".net", ".orgg",
            ".org");
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
    private static final Set<String> TEST_DOMAINS =
            Set.of("kartra.com", "example.com", "example.org", "example.net", "test.com");
    private static final Set<String> TEST_ENDINGS = Set.of("test", "invalid", "localhost");
    private static final Set<String> FREE = Set.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "hotmail.com",
            "outlook.com",
            "live.com",
            "msn.com",
            "aol.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "proton.me",
            "protonmail.com",
            "mail.com",
            "yandex.com",
            "zoho.com",
            "comcast.net",
            "verizon.net",
            "att.net",
            "qq.com",
            "mail.ru");

    private Emails() {}

    /** The key two spellings of one address share: trimmed, lower case; nothing is folded behind it. */
    public static String key(String cell) {
        String text = Cells.clean(cell);
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

    /** The domain of a valid key. */
    public static String domain(String key) {
        return key.substring(key.indexOf('@') + 1);
    }

    /** The domain, unless anybody can have an address there. */
    public static Optional<String> companyDomain(String key) {
        String domain = domain(key);
        return FREE.contains(domain) ? Optional.empty() : Optional.of(domain);
    }

    /** Whether the address is one that only tests have. */
    public static boolean test(String key) {
        String domain = domain(key);
        return TEST_DOMAINS.contains(domain) || TEST_ENDINGS.contains(domain.substring(domain.lastIndexOf('.') + 1));
    }

    /** Whether the domain is a likely typing error. */
    public static boolean mistyped(String key) {
        String domain = domain(key);
        return !corrected(domain).equals(domain);
    }

    /**
     * What two addresses of one mailbox share: typing errors of the domain corrected, what stands behind a plus left out,
     * and dots as well where the provider ignores them. For suspicions only; addresses are never merged by it.
     */
    public static String mailbox(String key) {
        int at = key.indexOf('@');
        String domain = corrected(domain(key));
        String local = key.substring(0, at);
        int plus = local.indexOf('+');
        local = plus > 0 ? local.substring(0, plus) : local;
        boolean dotless = domain.equals("gmail.com") || domain.equals("googlemail.com");
        return (dotless ? local.replace(".", "") : local) + '@' + domain;
    }

    /** Whether the address belongs to a role rather than a person. */
    public static boolean role(String key) {
        return ROLES.contains(key.substring(0, key.indexOf('@')));
    }

    /** The domain without the likely slip: a mistyped ending, or one letter of a large provider's name. */
    private static String corrected(String domain) {
        if (FREE.contains(domain)) {
            return domain;
        }
        String ended = domain;
        for (Map.Entry<String, String> ending : MISTYPED_ENDINGS.entrySet()) {
            if (domain.endsWith(ending.getKey())) {
                ended = domain.substring(0, domain.length() - ending.getKey().length()) + ending.getValue();
            }
        }
        for (Map.Entry<String, Set<String>> provider : PROVIDERS.entrySet()) {
            if (oneSlip(ended, provider.getKey()) && !provider.getValue().contains(ended)) {
                return provider.getKey();
            }
        }
        return ended;
    }

    /** Whether one letter too many, too few or wrong, or two letters exchanged, lie between two different texts. */
    private static boolean oneSlip(String text, String meant) {
        int shorter = Math.min(text.length(), meant.length());
        if (Math.abs(text.length() - meant.length()) > 1 || text.equals(meant)) {
            return false;
        }
        int from = 0;
        while (from < shorter && text.charAt(from) == meant.charAt(from)) {
            from++;
        }
        String restOfText = text.substring(from);
        String restMeant = meant.substring(from);
        if (text.length() != meant.length()) {
            return text.length() > meant.length()
                    ? restOfText.substring(1).equals(restMeant)
                    : restMeant.substring(1).equals(restOfText);
        }
        boolean exchanged = restMeant.length() > 1
                && restOfText.charAt(0) == restMeant.charAt(1)
                && restOfText.charAt(1) == restMeant.charAt(0)
                && restOfText.substring(2).equals(restMeant.substring(2));
        return exchanged || restOfText.substring(1).equals(restMeant.substring(1));
    }

    /** Whether anybody can have an address at a domain. */
    static boolean free(String domain) {
        return FREE.contains(domain);
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
        String top = domain.substring(domain.lastIndexOf('.') + 1);
        return labels >= 2 && top.length() >= 2 && !top.chars().allMatch(Character::isDigit);
    }
}
