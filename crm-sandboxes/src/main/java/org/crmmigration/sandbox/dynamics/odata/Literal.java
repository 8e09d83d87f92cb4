package org.crmmigration.sandbox.dynamics.odata;

import java.util.regex.Pattern;

/** A constant of a URL. Text is without its quotes, and doubled quotes are single ones. */
public record Literal(Kind kind, String text) {

    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2}))?");

    /** The form of the constant. */
    public enum Kind {
        TEXT,
        NUMBER,
        GUID,
        DATE,
        BOOLEAN,
        NULL
    }

    /** Understands one constant, quotes included. */
    public static Literal parse(String raw) {
        if (raw.length() >= 2 && raw.startsWith("'") && raw.endsWith("'")) {
            return new Literal(Kind.TEXT, unquote(raw));
        }
        if (raw.equals("null")) {
            return new Literal(Kind.NULL, "");
        }
        if (raw.equals("true") || raw.equals("false")) {
            return new Literal(Kind.BOOLEAN, raw);
        }
        if (isGuid(raw)) {
            return new Literal(Kind.GUID, raw);
        }
        if (NUMBER.matcher(raw).matches()) {
            return new Literal(Kind.NUMBER, raw);
        }
        if (DATE.matcher(raw).matches()) {
            return new Literal(Kind.DATE, raw);
        }
        throw new ODataSyntax("'" + raw + "' is no literal");
    }

    public static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }

    public boolean isNull() {
        return kind == Kind.NULL;
    }

    private static String unquote(String raw) {
        String inner = raw.substring(1, raw.length() - 1);
        String rest = inner.replace("''", "");
        if (rest.contains("'")) {
            throw new ODataSyntax("a quote inside a literal must be doubled");
        }
        return inner.replace("''", "'");
    }
}
