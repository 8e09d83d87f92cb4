package org.crmmigration.dynamics;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the environment is like now: columns of each table, enabled users, currencies, our own user. Each part is read when
 * it is first asked for and again after {@link #refresh}; metadata past the caches of the web servers.
 */
final class LiveSchema {

    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final DynamicsApi api;
    private final ColumnReads columnReads;
    private final List<String> clients;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Map<String, ColumnSchema>> tables = new HashMap<>();
    private @Nullable Users users;
    private @Nullable Map<String, String> currencies;
    private @Nullable Map<String, String> priceLists;
    private @Nullable String self;
    private @Nullable List<Integer> languages;
    private @Nullable Set<String> ours;

    /**
     * @param clients ids of the account's app registrations
     */
    LiveSchema(DynamicsApi api, Collection<String> clients) {
        this.api = api;
        this.columnReads = new ColumnReads(api);
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

    /** Notes that a column was deleted. */
    void dropped(String table, String column) {
        locked(() -> {
            Map<String, ColumnSchema> left = new HashMap<>(tables.getOrDefault(table, Map.of()));
            left.remove(column);
            return tables.replace(table, Map.copyOf(left));
        });
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
            return columnReads.of(table);
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

    /**
     * Who can be an owner.
     *
     * @param enabled ids by e-mail addresses that only one enabled user has
     * @param disabled e-mail addresses
     */
    record Users(Map<String, String> enabled, Set<String> disabled) {}

    Users users() {
        return locked(() -> {
            if (users == null) {
                users = readUsers();
            }
            return users;
        });
    }

    /** The id of the only enabled user with this e-mail address. */
    Optional<String> user(String email) {
        return Optional.ofNullable(users().enabled().get(email.strip().toLowerCase(Locale.ROOT)));
    }

    /** ISO codes of the currencies. */
    Set<String> currencies() {
        currency("");
        return locked(() -> currencies == null ? Set.of() : currencies.keySet());
    }

    /** The id of a currency by its ISO code. */
    Optional<String> currency(String code) {
        return Optional.ofNullable(locked(() -> {
                    if (currencies == null) {
                        currencies = readCurrencies();
                    }
                    return currencies;
                })
                .get(code.toUpperCase(Locale.ROOT)));
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
                self = whoAmI();
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

    /** Application users take turns, so that asking as often as there are users, who one is, names each. */
    private Set<String> readOurs() {
        Set<String> ids = new HashSet<>(Set.of(self()));
        String filter = clients.stream()
                .filter(GUID.asMatchPredicate())
                .map(id -> "applicationid eq " + id)
                .collect(Collectors.joining(" or "));
        for (int i = 1; i < clients.size(); i++) {
            ids.add(whoAmI());
        }
        if (clients.size() > ids.size() && !filter.isEmpty()) {
            api.all("systemusers", Map.of("$select", "systemuserid", "$filter", filter), Map.of())
                    .forEach(user -> ids.add(Json.text(user, "systemuserid").toLowerCase(Locale.ROOT)));
        }
        return Set.copyOf(ids);
    }

    private String whoAmI() {
        return Json.text(api.get("WhoAmI", Map.of(), Map.of()), "UserId").toLowerCase(Locale.ROOT);
    }

    /**
     * The languages in which the environment keeps labels, the organisation's among them; what is made needs a label in that
     * one. Empty when it does not say.
     */
    List<Integer> languages() {
        return locked(() -> {
            if (languages == null) {
                languages = readLanguages();
            }
            return languages;
        });
    }

    private List<Integer> readLanguages() {
        JsonNode label = api.get(
                        "EntityDefinitions(LogicalName='contact')",
                        Map.of("$select", "LogicalName,DisplayName"),
                        ColumnReads.STRONG)
                .path("DisplayName");
        Set<Integer> codes = new LinkedHashSet<>();
        label.path("LocalizedLabels")
                .forEach(one -> codes.add(one.path("LanguageCode").asInt(0)));
        codes.add(label.path("UserLocalizedLabel").path("LanguageCode").asInt(0));
        codes.remove(0);
        return List.copyOf(codes);
    }

    /** Two enabled users with one address belong to nobody: whose the rows are is for a person to say. */
    private Users readUsers() {
        Map<String, Set<String>> enabled = new HashMap<>();
        Set<String> disabled = new TreeSet<>();
        api.all("systemusers", Map.of("$select", "systemuserid,internalemailaddress,domainname,isdisabled"), Map.of())
                .forEach(user -> {
                    String email = address(user);
                    if (user.path("isdisabled").asBoolean(false)) {
                        disabled.add(email);
                    } else if (!email.isEmpty()) {
                        enabled.computeIfAbsent(email, _ -> new HashSet<>())
                                .add(Json.text(user, "systemuserid").toLowerCase(Locale.ROOT));
                    }
                });
        Map<String, String> single = new HashMap<>();
        enabled.forEach((email, ids) -> {
            if (ids.size() == 1) {
                single.put(email, ids.iterator().next());
            }
        });
        disabled.removeAll(enabled.keySet());
        disabled.remove("");
        return new Users(Map.copyOf(single), Set.copyOf(disabled));
    }

    private static String address(JsonNode user) {
        String email = Json.text(user, "internalemailaddress").strip();
        return (email.isEmpty() ? Json.text(user, "domainname").strip() : email).toLowerCase(Locale.ROOT);
    }

    private Map<String, String> readCurrencies() {
        Map<String, String> byCode = new HashMap<>();
        api.all("transactioncurrencies", Map.of("$select", "transactioncurrencyid,isocurrencycode"), Map.of())
                .forEach(currency -> byCode.put(
                        Json.text(currency, "isocurrencycode").strip().toUpperCase(Locale.ROOT),
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
