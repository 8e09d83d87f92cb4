package org.crmmigration.dynamics;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Limit;
import org.crmmigration.messaging.ledger.DestinationSchema.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Describes an environment in the words all destinations share. A field's key is {@code table.column}. A column of
 * another maker is not used under its label, however it may read: a command has to name it.
 *
 * @param named rows that commands make by a name, by object type
 * @param plan as the account file names it, null when unknown
 */
record Description(
        DynamicsApi api,
        LiveSchema live,
        RowTypes types,
        Names names,
        Map<String, NamedRows> named,
        @Nullable String plan,
        Clock clock) {

    private static final long LICENSED_TABLES = 15;

    DestinationSchema read() {
        Map<RowType, Map<String, ColumnSchema>> tables = new TreeMap<>(Comparator.comparing(RowType::word));
        types.all().forEach(type -> {
            Map<String, ColumnSchema> columns = live.columns(type.table());
            if (!columns.isEmpty()) {
                tables.put(type, columns);
            }
        });
        Set<String> unique = unique(List.copyOf(tables.keySet()));
        List<DestinationSchema.Entity> entities = new ArrayList<>();
        tables.forEach((type, columns) -> entities.add(entity(type, columns, unique)));
        return new DestinationSchema(
                        "dynamics",
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        plan,
                        entities,
                        users(),
                        List.of(),
                        limits(tables.keySet()))
                .withNamed(tables.keySet().stream()
                        .flatMap(type -> named(type.word()))
                        .toList());
    }

    private Stream<DestinationSchema.Named> named(String objectType) {
        NamedRows rows = named.get(objectType);
        return rows == null
                ? Stream.empty()
                : rows.names().stream().map(name -> new DestinationSchema.Named(objectType, name));
    }

    private DestinationSchema.Entity entity(RowType type, Map<String, ColumnSchema> columns, Set<String> unique) {
        boolean labelled = type.columns().containsKey("labels");
        return new DestinationSchema.Entity(
                type.word(),
                type.table(),
                labelled ? key(type, names.labels()) : null,
                columns.values().stream()
                        .sorted(Comparator.comparing(ColumnSchema::name))
                        .map(column -> field(key(type, column.name()), column, unique))
                        .toList());
    }

    private static String key(RowType type, String column) {
        return type.table() + "." + column;
    }

    private DestinationSchema.Field field(String key, ColumnSchema column, Set<String> unique) {
        ColumnSchema.About about = column.about();
        return new DestinationSchema.Field(
                key,
                about.label(),
                ColumnWish.word(column, unique.contains(key)),
                column.maxLength() == 0 ? null : column.maxLength(),
                about.options(),
                about.required(),
                about.custom(),
                column.writable().onCreate() || column.writable().onUpdate());
    }

    /** Columns that are a key of their own; an environment that does not tell of a table's keys has none of ours there. */
    private Set<String> unique(List<RowType> tables) {
        List<DynamicsApi.Read> answers = api.getEach(tables.stream()
                .map(type -> new Operation.Call(
                        "GET",
                        "EntityDefinitions(LogicalName='" + type.table() + "')/Keys?$select=SchemaName,KeyAttributes",
                        Map.of("Consistency", "Strong"),
                        null))
                .toList());
        Set<String> unique = new HashSet<>();
        for (int i = 0; i < tables.size(); i++) {
            CrmFault fault = answers.get(i).fault();
            if (fault != null && !(fault instanceof CrmFault.Rejected)) {
                throw fault;
            }
            for (JsonNode key : answers.get(i).body().path("value")) {
                JsonNode columns = key.path("KeyAttributes");
                if (columns.size() == 1) {
                    unique.add(key(tables.get(i), columns.path(0).asString("")));
                }
            }
        }
        return unique;
    }

    private List<User> users() {
        List<User> users = new ArrayList<>();
        live.users().enabled().keySet().stream().sorted().forEach(email -> users.add(new User(email, true)));
        live.users().disabled().stream().sorted().forEach(email -> users.add(new User(email, false)));
        return users;
    }

    private List<Limit> limits(Set<RowType> tables) {
        long made = tables.stream().filter(type -> names.ours(type.table())).count();
        boolean licensed = "professional".equalsIgnoreCase(plan);
        return List.of(
                new Limit(
                        "custom-tables",
                        null,
                        licensed ? Long.valueOf(LICENSED_TABLES) : nobodyKnows(),
                        made,
                        "tables of this migration; Sales Professional licenses 15 custom tables for an app (Licensing"
                                + " Guide, appendix D)"),
                new Limit(
                        "labels-per-row",
                        null,
                        (long) ColumnValue.MOST_OPTIONS,
                        nobodyKnows(),
                        "options selected in one multi-select value (Dataverse developer guide)"));
    }

    private static @Nullable Long nobodyKnows() {
        return null;
    }
}
