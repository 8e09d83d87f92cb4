package org.crmmigration.ingest.normal;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entities of web pages, named or numbered, which web forms leave in names. */
final class Entities {

    private static final Pattern ENTITY = Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("rsquo", "\u2019"),
            Map.entry("lsquo", "\u2018"),
            Map.entry("ndash", "\u2013"),
            Map.entry("eacute", "\u00e9"),
            Map.entry("egrave", "\u00e8"),
            Map.entry("aacute", "\u00e1"),
            Map.entry("agrave", "\u00e0"),
            Map.entry("iacute", "\u00ed"),
            Map.entry("oacute", "\u00f3"),
            Map.entry("uacute", "\u00fa"),
            Map.entry("ntilde", "\u00f1"),
            Map.entry("ccedil", "\u00e7"),
            Map.entry("auml", "\u00e4"),
            Map.entry("ouml", "\u00f6"),
            Map.entry("uuml", "\u00fc"),
            Map.entry("szlig", "\u00df"));

    private Entities() {}

    /** The text with the entities that are known replaced by what they stand for. */
    static String decode(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return ENTITY.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(character(found.group(1), found.group())));
    }

    private static String character(String name, String whole) {
        if (name.charAt(0) != '#') {
            return NAMED.getOrDefault(name, whole);
        }
        boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
        boolean readable = code >= ' ' && Character.isValidCodePoint(code) && !Character.isSurrogate((char) code);
        return readable ? Character.toString(code) : whole;
    }
}
