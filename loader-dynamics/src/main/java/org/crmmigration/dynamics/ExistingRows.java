package org.crmmigration.dynamics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.match.Existing;
import org.crmmigration.loader.match.Marks;
import org.crmmigration.loader.port.ObjectToWrite;

/** Active accounts or contacts of the environment, 5,000 a call. Inactive ones are left alone: merging leaves such behind. */
record ExistingRows(RowType type, DynamicsApi api, LiveSchema schema, Names names) implements Existing.Source {

    private static final Set<String> TYPES = Set.of("account", "contact");
    private static final List<String> EMAILS = List.of("emailaddress1", "emailaddress2", "emailaddress3");

    /** Whether rows of this type can be known by anything. */
    static boolean knows(RowType type) {
        return TYPES.contains(type.word());
    }

    @Override
    public void read(ObjectToWrite wanted, BiConsumer<String, Marks> records) {
        String key = names.migrationKey();
        Map<String, ColumnSchema> columns = schema.columns(type.table());
        if (!columns.containsKey(key)) {
            throw RowBuilder.rejected(
                    "column-missing",
                    "match",
                    "needs the column " + key
                            + ", which tells rows of ours from others; run the vocabulary phase again");
        }
        List<String> marks = Stream.concat(Stream.of(key, "websiteurl", "name"), EMAILS.stream())
                .filter(columns::containsKey)
                .toList();
        Map<String, String> query =
                Map.of("$select", type.id() + "," + String.join(",", marks), "$filter", "statecode eq 0");
        api.each(type.set(), query, Map.of(), row -> {
            List<String> emails =
                    EMAILS.stream().map(column -> Json.text(row, column)).toList();
            records.accept(
                    Json.text(row, type.id()).toLowerCase(Locale.ROOT),
                    new Marks(Json.text(row, key), emails, Json.text(row, "websiteurl"), Json.text(row, "name")));
        });
    }
}
