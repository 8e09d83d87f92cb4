package org.crmmigration.dynamics.api;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.loader.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an error answer says, stripped to what holds no personal data: the code, the column, table or privilege it names.
 * Dataverse's own sentence quotes values, so it goes no further than this class.
 *
 * @param json whether it was Dataverse that answered, not a gateway
 * @param code hexadecimal, empty when it said none
 * @param column logical name of the column
 * @param privilege name of the missing privilege
 */
record ErrorBody(
        boolean json,
        String code,
        @Nullable String column,
        @Nullable String privilege,
        String message) {

    private static final List<Pattern> COLUMN = List.of(
            Pattern.compile("length of the '([a-z0-9_]+)' attribute"),
            Pattern.compile("[Ii]nvalid property '([A-Za-z0-9_@.]+)'"),
            Pattern.compile("undeclared property '([A-Za-z0-9_@.]+)'"),
            Pattern.compile("property named '([A-Za-z0-9_@.]+)'"),
            Pattern.compile("attribute(?: with (?:the )?name)? '([a-z0-9_]+)'"),
            Pattern.compile("column '([a-z0-9_]+)'"));
    private static final Pattern PRIVILEGE = Pattern.compile("\\b(prv[A-Za-z0-9_]{2,80})\\b");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,8}");
    private static final Pattern BARE_HEX = Pattern.compile("[0-9a-fA-F]{8}");
    private static final Pattern TRANSIENT_SQL = Pattern.compile("\\b(1205|3732|2766|2812)\\b|deadlock");

    static ErrorBody of(String body) {
        ObjectNode answer = Json.answered(body);
        String message = Json.text(answer.path("error"), "message");
        String said = Json.text(answer.path("error"), "code").strip();
        String code = BARE_HEX.matcher(said).matches() ? "0x" + said : said;
        boolean json = !answer.isEmpty();
        return new ErrorBody(
                json,
                HEX.matcher(code).matches() ? code.toLowerCase(Locale.ROOT) : "",
                first(message),
                PRIVILEGE
                        .matcher(message)
                        .results()
                        .map(m -> m.group(1))
                        .findFirst()
                        .orElse(null),
                message);
    }

    /** A generic SQL error that a repetition cures: a deadlock, or bulk procedures of a new table still being built. */
    boolean transientSql() {
        return code.equals("0x80044150")
                && TRANSIENT_SQL.matcher(message.toLowerCase(Locale.ROOT)).find();
    }

    /** A column or table that the answering web server does not know. */
    boolean unknownMember() {
        return message.contains("nvalid property '")
                || message.contains("undeclared property '")
                || message.contains("Could not find a property named '")
                || message.contains("Resource not found for the segment");
    }

    /** A row with the id in the address was there; some say so with the code of alternate keys. */
    boolean existed() {
        return message.contains("matching key values already exists");
    }

    /** A definition of this name is there; tables and relationships have no published code for it. */
    boolean defined() {
        return message.contains("already exists");
    }

    /** A date of another shape than the column takes. */
    boolean unfitDate() {
        return message.contains("'Edm.Date'") || message.contains("overriddencreatedon");
    }

    /** The table takes no such bulk message. */
    boolean bulkUnsupported() {
        return message.contains("is not enabled on the entity")
                || message.contains("does not support entities of type")
                || message.contains("has not yet been implemented");
    }

    private static @Nullable String first(String message) {
        for (Pattern pattern : COLUMN) {
            Matcher matcher = pattern.matcher(message);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "ErrorBody[" + code + "]";
    }
}
