package org.crmmigration.ingest.normal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the domain of an address says: a company's or a free provider's, one of tests, a likely typing error. */
public final class MailDomains {

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

    private static final Recent<String> CORRECTED = new Recent<>(MailDomains::correct);

    private MailDomains() {}

    /** The domain, unless anybody can have an address there. */
    public static Optional<String> companyDomain(String key) {
        String domain = Emails.domain(key);
        return FREE.contains(domain) ? Optional.empty() : Optional.of(domain);
    }

    /** Whether the address is one that only tests have. */
    public static boolean test(String key) {
        String domain = Emails.domain(key);
        return TEST_DOMAINS.contains(domain) || TEST_ENDINGS.contains(domain.substring(domain.lastIndexOf('.') + 1));
    }

    /** Whether the domain is a likely typing error. */
    public static boolean mistyped(String key) {
        String domain = Emails.domain(key);
        return !corrected(domain).equals(domain);
    }

    /**
     * What two addresses of one mailbox share: typing errors of the domain corrected, what stands behind a plus left out,
     * and dots as well where the provider ignores them. For suspicions only; addresses are never merged by it.
     */
    public static String mailbox(String key) {
        int at = key.indexOf('@');
        String domain = corrected(Emails.domain(key));
        String local = key.substring(0, at);
        int plus = local.indexOf('+');
        local = plus > 0 ? local.substring(0, plus) : local;
        boolean dotless = domain.equals("gmail.com") || domain.equals("googlemail.com");
        return (dotless ? local.replace(".", "") : local) + '@' + domain;
    }

    /** The domain without the likely slip: a mistyped ending, or one letter of a large provider's name. */
    private static String corrected(String domain) {
        return CORRECTED.of(domain);
    }

    private static String correct(String domain) {
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
}
