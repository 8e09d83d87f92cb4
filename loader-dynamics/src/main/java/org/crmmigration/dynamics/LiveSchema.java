package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Json;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.port.CrmFault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the environment is like now: columns of each table, enabled users, currencies, our own user. Each part is read when
 * it is first asked for and again after {@link #refresh}; metadata past the caches of the web servers.
 */
final class LiveSchema {

    private static final Map<String, String> STRONG = Map.of("Consistency", "Strong");
    private static final String BASE =
            "LogicalName,IsValidForCreate,IsValidForUpdate,IsSecured,RequiredLevel,DisplayName,Description";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("String", "$select=" + BASE + ",MaxLength"),
            Map.entry("Memo", "$select=" + BASE + ",MaxLength"),
            Map.entry("Integer", "$select=" + BASE + ",MinValue,MaxValue"),
            Map.entry("Decimal", "$select=" + BASE + ",MinValue,MaxValue"),
            Map.entry("Double", "$select=" + BASE + ",MinValue,MaxValue"),
            Map.entry("Money", "$select=" + BASE + ",MinValue,MaxValue"),
            Map.entry("DateTime", "$select=" + BASE + ",Format,DateTimeBehavior"),
            Map.entry("Boolean", "$select=" + BASE),
            Map.entry("Picklist", "$select=" + BASE + "&$expand=OptionSet($select=Options)"),
            Map.entry("MultiSelectPicklist", "$select=" + BASE + "&$expand=OptionSet($select=Options)"));

    private final DynamicsApi api;
    private final List<String> clients;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Map<String, ColumnSchema>> tables = new HashMap<>();
    private @Nullable Map<String, String> users;
    private @Nullable Map<String, String> currencies;
    private @Nullable Map<String, String> priceLists;
    private @Nullable String self;
    private @Nullable Set<String> ours;

    /**
     * @param clients ids of the account's app registrations
     */
    LiveSchema(DynamicsApi api, Collection<String> clients) {
        this.api = api;
        this.clients = List.copyOf(clients);
    }

    /** Forgets everything and makes sure the environment answers. */
    void refresh() {
        locked(() -> {
            tables.clear();
            users = null;
            currencies = null;
            priceLists = null;
            self = null;
            ours = null;
            return self();
        });
    }

    void forget(String table) {
        locked(() -> tables.remove(table));
    }

    /** The columns of a table by logical name. */
    Map<String, ColumnSchema> columns(String table) {
        return locked(() -> {
            Map<String, ColumnSchema> known = tables.get(table);
            if (known == null) {
                known = read(table);
                if (!known.isEmpty()) {
                    tables.put(table, known);
                }
            }
            return known;
        });
    }

    /** Nothing for a table that is not there yet. */
    private Map<String, ColumnSchema> read(String table) {
        try {
            return readColumns(table);
        } catch (CrmFault.Rejected e) {
            Integer status = e.detail().httpStatus();
            if (status != null && status == 404) {
                return Map.of();
            }
            throw e;
        }
    }

    Optional<ColumnSchema> column(String table, String name) {
        return Optional.ofNullable(columns(table).get(name));
    }

    /** The id of the only enabled user with this e-mail address. */
    Optional<String> user(String email) {
        return Optional.ofNullable(locked(() -> {
                    if (users == null) {
                        users = readUsers();
                    }
                    return users;
                })
                .get(email.strip().toLowerCase(Locale.ROOT)));
    }

    /** The id of a currency by its ISO code. */
    Optional<String> currency(String code) {
        return Optional.ofNullable(locked(() -> {
                    if (currencies == null) {
                        currencies = readCurrencies();
                    }
                    return currencies;
                })
                .get(code));
    }

    /** The id of a price list's currency. */
    Optional<String> currencyOfPriceList(String id) {
        return Optional.ofNullable(locked(() -> {
                    if (priceLists == null) {
                        priceLists = readPriceLists();
                    }
                    return priceLists;
                })
                .get(id));
    }

    /** The id of the application user we call as. */
    String self() {
        return locked(() -> {
            if (self == null) {
                self = Json.text(api.get("WhoAmI", Map.of(), Map.of()), "UserId")
                        .toLowerCase(Locale.ROOT);
            }
            return self;
        });
    }

    /** Whether a user is one of the account's application users. */
    boolean ours(String userId) {
        return locked(() -> {
                    if (ours == null) {
                        ours = readOurs();
                    }
                    return ours;
                })
                .contains(userId.toLowerCase(Locale.ROOT));
    }

    private Set<String> readOurs() {
        Set<String> ids = new HashSet<>(Set.of(self()));
        if (clients.size() > 1) {
            String filter = clients.stream().map(id -> "applicationid eq " + id).collect(Collectors.joining(" or "));
            api.all("systemusers", Map.of("$select", "systemuserid", "$filter", filter), Map.of())
                    .forEach(user -> ids.add(Json.text(user, "systemuserid").toLowerCase(Locale.ROOT)));
        }
        return Set.copyOf(ids);
    }

    private Map<String, ColumnSchema> readColumns(String table) {
        List<String> types = List.copyOf(TYPES.keySet());
        List<ObjectNode> answers = api.getAll(types.stream()
                .map(type -> new Operation.Call(
                        "GET",
                        "EntityDefinitions(LogicalName='" + table + "')/Attributes/Microsoft.Dynamics.CRM." + type
                                + "AttributeMetadata?" + TYPES.get(type),
                        STRONG,
                        null))
                .toList());
        Map<String, ColumnSchema> columns = new LinkedHashMap<>();
        for (int i = 0; i < types.size(); i++) {
            for (JsonNode json : answers.get(i).path("value")) {
                ColumnSchema column = ColumnSchema.of(types.get(i), json);
                columns.put(column.name(), column);
            }
        }
        return Map.copyOf(columns);
    }

    /** Two enabled users with one address belong to nobody: whose the rows are is for a person to say. */
    private Map<String, String> readUsers() {
        Map<String, List<String>> byEmail = new HashMap<>();
        api.all(
                        "systemusers",
                        Map.of(
                                "$select",
                                "systemuserid,internalemailaddress,isdisabled",
                                "$filter",
                                "isdisabled eq false"),
                        Map.of())
                .forEach(user -> {
                    String email =
                            Json.text(user, "internalemailaddress").strip().toLowerCase(Locale.ROOT);
                    if (!email.isEmpty()) {
                        byEmail.computeIfAbsent(email, _ -> new ArrayList<>()).add(Json.text(user, "systemuserid"));
                    }
                });
        Map<String, String> single = new HashMap<>();
        byEmail.forEach((email, ids) -> {
            if (Set.copyOf(ids).size() == 1) {
                single.put(email, ids.getFirst().toLowerCase(Locale.ROOT));
            }
        });
        return Map.copyOf(single);
    }

    private Map<String, String> readCurrencies() {
        Map<String, String> byCode = new HashMap<>();
        api.all("transactioncurrencies", Map.of("$select", "transactioncurrencyid,isocurrencycode"), Map.of())
                .forEach(currency -> byCode.put(
                        Json.text(currency, "isocurrencycode"),
                        Json.text(currency, "transactioncurrencyid").toLowerCase(Locale.ROOT)));
        return Map.copyOf(byCode);
    }

    private Map<String, String> readPriceLists() {
        Map<String, String> byId = new HashMap<>();
        api.all("pricelevels", Map.of("$select", "pricelevelid,_transactioncurrencyid_value"), Map.of())
                .forEach(list -> byId.put(
                        Json.text(list, "pricelevelid").toLowerCase(Locale.ROOT),
                        Json.text(list, "_transactioncurrencyid_value").toLowerCase(Locale.ROOT)));
        return Map.copyOf(byId);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
