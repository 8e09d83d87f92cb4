package org.crmmigration.ingest.column;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file's header, understood.
 *
 * @param kind what the file holds
 * @param titles the headers as they stand in the file
 * @param names per column its canonical name; {@code custom.<identifier>} or {@code extra.<title>} when it has none
 * @param currencies the currency codes of the headers' suffixes
 * @param doubled titles of columns that mean the same as one before them
 * @param unknown titles of columns that are neither a canonical one nor a known custom field
 */
public record Header(
        FileKind kind,
        List<String> titles,
        List<String> names,
        Set<String> currencies,
        List<String> doubled,
        List<String> unknown) {

    private static final String CUSTOM = "custom.";
    private static final String EXTRA = "extra.";
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Understands a header as that of a kind of file. */
    public static Header of(FileKind kind, List<String> titles) {
        return of(kind, titles, Set.of());
    }

    /**
     * Understands a header, knowing the account's custom fields: a column with the identifier of one is that field, unless
     * no other column fills the standard field that its title names as well.
     */
    public static Header of(FileKind kind, List<String> titles, Set<String> identifiers) {
        List<String> names = new ArrayList<>(titles.size());
        Set<String> currencies = new LinkedHashSet<>();
        List<String> doubled = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Set<String> compact =
                titles.stream().map(title -> HeaderKey.of(title).compact()).collect(Collectors.toSet());
        for (String title : titles) {
            HeaderKey key = HeaderKey.of(title);
            key.currency().filter(CURRENCIES::contains).ifPresent(currencies::add);
            boolean blank = key.compact().isEmpty();
            boolean field = identifiers.contains(slug(title)) && !lone(kind, titles, title, identifiers);
            Optional<String> canonical = field ? Optional.empty() : Aliases.canonical(kind, key.compact());
            String name = canonical
                    .map(known -> Joined.name(kind, known, key.compact(), compact))
                    .orElseGet(() -> (kind == FileKind.CONTACTS && !blank ? CUSTOM : EXTRA) + slug(title));
            if (canonical.isEmpty() && !blank && !identifiers.contains(slug(title))) {
                unknown.add(title);
            }
            if (!taken.add(name)) {
                doubled.add(title);
                name = free(EXTRA + slug(title), taken);
            }
            names.add(name);
        }
        return new Header(kind, List.copyOf(titles), List.copyOf(names), currencies, doubled, unknown);
    }

    /** How many headers of a row are known columns of a kind of file. */
    static int recognised(FileKind kind, List<String> titles) {
        return (int) titles.stream()
                .map(title -> Aliases.canonical(kind, HeaderKey.of(title).compact()))
                .flatMap(Optional::stream)
                .distinct()
                .count();
    }

    /** Whether a title's standard field is filled by no column but those that are custom fields by their identifier. */
    private static boolean lone(FileKind kind, List<String> titles, String title, Set<String> identifiers) {
        Optional<String> canonical = Aliases.canonical(kind, HeaderKey.of(title).compact());
        return canonical.isPresent()
                && titles.stream()
                        .filter(other -> !identifiers.contains(slug(other)))
                        .noneMatch(other -> Aliases.canonical(
                                        kind, HeaderKey.of(other).compact())
                                .equals(canonical));
    }

    /** The currency that a column's own title names. */
    public Optional<String> currency(int column) {
        return HeaderKey.of(titles.get(column)).currency().filter(CURRENCIES::contains);
    }

    /** Where a canonical column stands. */
    public Optional<Integer> indexOf(String name) {
        int index = names.indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    /** Whether the file has a canonical column. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /** The title of a canonical column as it stands in the file; the name itself when the file has none. */
    public String title(String name) {
        return indexOf(name).map(titles::get).orElse(name);
    }

    /** Custom fields among the columns: identifier to title. */
    public Map<String, String> custom() {
        Map<String, String> custom = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(CUSTOM)) {
                custom.put(
                        names.get(i).substring(CUSTOM.length()), titles.get(i).strip());
            }
        }
        return custom;
    }

    /** The names of columns that are kept without a meaning. */
    public List<String> extras() {
        return names.stream().filter(name -> name.startsWith(EXTRA)).toList();
    }

    /** What of the kind's required columns is missing, for people; empty when nothing is. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>(kind.required().stream()
                .filter(group -> group.stream().noneMatch(this::has))
                .map(group -> String.join(" or ", group))
                .toList());
        boolean unnamed = kind == FileKind.SUBSCRIPTIONS && !has("subscription_id") && has("customer_email");
        if (unnamed && !has("product_name") && !has("product_id")) {
            missing.add("product_name beside customer_email");
        }
        return missing;
    }

    /** An identifier of letters, digits, dashes and underscores, as Kartra's own. */
    public static String slug(String title) {
        String text = Normalizer.normalize(title, Normalizer.Form.NFKD);
        StringBuilder out = new StringBuilder(text.length());
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') {
                out.append(c);
            } else if ((c == '_' || Character.isWhitespace(c) || c == '/' || c == '.')
                    && out.length() > 0
                    && out.charAt(out.length() - 1) != '_') {
                out.append('_');
            }
        }
        while (out.length() > 0 && out.charAt(out.length() - 1) == '_') {
            out.setLength(out.length() - 1);
        }
        return out.isEmpty() ? "field_" + Integer.toHexString(title.hashCode()) : out.toString();
    }

    private static String free(String wished, Set<String> taken) {
        String name = wished;
        for (int i = 2; !taken.add(name); i++) {
            name = wished + "_" + i;
        }
        return name;
    }
}
