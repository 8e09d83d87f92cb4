package org.crmmigration.ingest.normal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists of names in one cell, and names as they are compared. */
public final class Names {

    private static final Set<String> LEGAL_FORMS = Set.of(
            "inc",
            "incorporated",
            "llc",
            "ltd",
            "limited",
            "gmbh",
            "corp",
            "corporation",
            "co",
            "company",
            "sa",
            "srl",
            "bv",
            "nv",
            "ag",
            "oy",
            "ab",
            "plc",
            "pty",
            "llp",
            "lp",
            "sarl",
            "kg",
            "spa",
            "aps",
            "as",
            "sas",
            "sro",
            "pte",
            "pvt",
            "lda",
            "kft",
            "oyj");
    private static final Set<String> NO_COMPANY = Set.of(
            "self",
            "selfemployed",
            "na",
            "none",
            "nocompany",
            "individual",
            "personal",
            "private",
            "notapplicable",
            "nil",
            "no",
            "me",
            "myself",
            "freelance",
            "freelancer");

    /** What stands behind a comma and is no first name, without dots. */
    private static final Set<String> TITLES = Set.of(
            "jr", "sr", "ii", "iii", "iv", "phd", "md", "do", "dds", "dmd", "dvm", "rn", "np", "esq", "jd", "cpa",
            "cfp", "mba", "ma", "msc", "bsc", "ba", "edd", "psyd", "lmft", "lcsw", "pe", "pmp", "inc", "llc", "ltd",
            "gmbh", "corp");

    private static final Recent<Optional<String>> COMPANIES = new Recent<>(Names::readCompany);
    private static final Recent<String> FOLDED =
            new Recent<>(name -> Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));

    private Names() {}

    /** Splits a cell at a separator: trimmed, inner blanks collapsed, doubles dropped ignoring case. */
    public static List<String> split(String cell, char separator) {
        Map<String, String> names = new LinkedHashMap<>();
        int from = 0;
        while (from <= cell.length()) {
            int at = cell.indexOf(separator, from);
            int end = at < 0 ? cell.length() : at;
            String name = blanks(cell.substring(from, end));
            if (!Cells.nothing(name)) {
                names.putIfAbsent(fold(name), name);
            }
            from = end + 1;
        }
        return new ArrayList<>(names.values());
    }

    /** The form in which two spellings of a name are equal. */
    public static String fold(String name) {
        return FOLDED.of(name);
    }

    /** A person's name in two parts; the last is empty when there is one word only. */
    public record Person(String first, String last) {

        /** The name as it is spoken. */
        public String whole() {
            return last.isEmpty() ? first : first + ' ' + last;
        }
    }

    /** Splits a name: at a comma behind the last name, else at the last blank; a title behind a comma stays with the last name. */
    public static Person person(String name) {
        int comma = name.indexOf(',');
        String before = comma < 0 ? name.strip() : name.substring(0, comma).strip();
        String behind = comma < 0 ? "" : name.substring(comma + 1).strip();
        boolean title = behind.isEmpty()
                || behind.indexOf(',') >= 0
                || TITLES.contains(behind.replace(".", "").toLowerCase(Locale.ROOT));
        if (!title && !before.isEmpty()) {
            return new Person(behind, before);
        }
        String tail = comma < 0 ? "" : name.substring(comma).stripTrailing();
        int blank = before.lastIndexOf(' ');
        return blank < 0
                ? new Person(name.strip(), "")
                : new Person(before.substring(0, blank).strip(), before.substring(blank + 1) + tail);
    }

    /** A company's name as it is compared: no punctuation, no legal form; nothing when it names no company. */
    public static Optional<String> company(String name) {
        return COMPANIES.of(name);
    }

    private static Optional<String> readCompany(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (int i = 0; i <= plain.length(); i++) {
            char c = i == plain.length() ? ' ' : plain.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (c == '&') {
                words.add("and");
            } else if (c != '.' && c != '\'' && c != '\u2019' && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        while (words.size() > 1
                && (LEGAL_FORMS.contains(words.getLast()) || words.getLast().equals("and"))) {
            words.removeLast();
        }
        String compact = String.join("", words);
        return compact.isEmpty() || NO_COMPANY.contains(compact)
                ? Optional.empty()
                : Optional.of(String.join(" ", words));
    }

    /** The domain of a website, without {@code www}; nothing when it has none or anybody can have an address there. */
    public static Optional<String> domain(String website) {
        String text = website.strip().toLowerCase(Locale.ROOT);
        int scheme = text.indexOf("://");
        text = scheme < 0 ? text : text.substring(scheme + 3);
        int end = 0;
        while (end < text.length() && "/?#: ".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        text = text.substring(0, end);
        text = text.startsWith("www.") ? text.substring(4) : text;
        boolean own = text.indexOf('.') > 0 && text.indexOf('@') < 0 && !MailDomains.free(text);
        return own ? Optional.of(text) : Optional.empty();
    }

    static String blanks(String text) {
        String stripped = text.strip();
        if (stripped.indexOf("  ") < 0 && stripped.indexOf('\n') < 0 && stripped.indexOf('\t') < 0) {
            return stripped;
        }
        StringBuilder out = new StringBuilder(stripped.length());
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            boolean blank = Character.isWhitespace(c);
            if (!blank || out.charAt(out.length() - 1) != ' ') {
                out.append(blank ? ' ' : c);
            }
        }
        return out.toString();
    }
}
