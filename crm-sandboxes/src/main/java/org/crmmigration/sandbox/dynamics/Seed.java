package org.crmmigration.sandbox.dynamics;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.node.ObjectNode;

/** What an environment has before anyone uses it. Ids are the same in every fresh environment. */
final class Seed {

    static final String ORGANIZATION = idOf("organization");
    static final String BUSINESS_UNIT = idOf("businessunit");
    static final String APP_USER = idOf("application user");
    static final String UNIT_GROUP = idOf("unit group");
    static final String UNIT = idOf("unit");

    private final Environment environment;
    private final Transaction tx;

    Seed(Environment environment, Transaction tx) {
        this.environment = environment;
        this.tx = tx;
    }

    static String idOf(String what) {
        return UUID.nameUUIDFromBytes(("sandbox " + what).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static String userId(String email) {
        return idOf("user " + email.toLowerCase(Locale.ROOT));
    }

    /** The application user of a further app registration, the first of them is 1. */
    static String furtherUser(int registration) {
        return idOf("application user " + registration);
    }

    static String currencyId(String code) {
        return idOf("currency " + code);
    }

    void plant() {
        put("organization", ORGANIZATION, Json.object().put("name", "Sandbox"));
        put("businessunit", BUSINESS_UNIT, Json.object().put("name", "Sandbox"));
        DynamicsSettings.App app = environment.settings().app();
        boolean enabled = app.applicationUser() != DynamicsSettings.ApplicationUser.DISABLED;
        put(
                "systemuser",
                APP_USER,
                user(APP_USER, "# Migration", "migration-app@sandbox.test", enabled)
                        .put("applicationid", app.clientId())
                        .put("accessmode", 4)
                        .put("islicensed", false));
        for (int i = 1; i <= app.others().size(); i++) {
            String id = furtherUser(i);
            put(
                    "systemuser",
                    id,
                    user(id, "# Migration " + (i + 1), "migration-app-" + (i + 1) + "@sandbox.test", true)
                            .put("applicationid", app.others().get(i - 1).clientId())
                            .put("accessmode", 4)
                            .put("islicensed", false));
        }
        environment.settings().users().forEach(user -> {
            String id = userId(user.email());
            put("systemuser", id, user(id, user.fullName(), user.email(), user.enabled()));
        });
        put("team", idOf("team"), Json.object().put("name", "Sandbox").put("teamtype", 0));
        environment.settings().currencies().forEach(this::currency);
        active(
                "uomschedule",
                UNIT_GROUP,
                Json.object().put("name", "Default Unit").put("baseuomname", "Primary Unit"));
        put(
                "uom",
                UNIT,
                Json.object()
                        .put("name", "Primary Unit")
                        .put("quantity", 1)
                        .put("_uomscheduleid_value", UNIT_GROUP)
                        .put("isschedulebaseuom", true));
        put(
                "publisher",
                idOf("publisher"),
                Json.object()
                        .put("uniquename", "DefaultPublisherSandbox")
                        .put("friendlyname", "Default Publisher for Sandbox")
                        .put("customizationprefix", "new")
                        .put("customizationoptionvalueprefix", 10000));
        put(
                "solution",
                idOf("solution"),
                Json.object()
                        .put("uniquename", "Default")
                        .put("friendlyname", "Default Solution")
                        .put("version", "1.0")
                        .put("ismanaged", false)
                        .put("_publisherid_value", idOf("publisher")));
    }

    private static ObjectNode user(String id, String name, String email, boolean enabled) {
        return Json.object()
                .put("fullname", name)
                .put("internalemailaddress", email)
                .put("domainname", email)
                .put("azureactivedirectoryobjectid", idOf("directory " + id))
                .put("isdisabled", !enabled)
                .put("islicensed", true)
                .put("accessmode", 0)
                .put("_businessunitid_value", BUSINESS_UNIT);
    }

    private void currency(String code) {
        active(
                "transactioncurrency",
                currencyId(code),
                Json.object()
                        .put("currencyname", code)
                        .put("isocurrencycode", code)
                        .put("currencysymbol", code)
                        .put("currencyprecision", 2)
                        .put("exchangerate", 1));
    }

    private void active(String table, String id, ObjectNode row) {
        put(table, id, row.put("statecode", 0).put("statuscode", 1));
    }

    private void put(String table, String id, ObjectNode row) {
        String now = environment.nowText();
        row.put(environment.tableNamed(table).primaryId(), id)
                .put("createdon", now)
                .put("modifiedon", now)
                .put("_createdby_value", APP_USER)
                .put("_modifiedby_value", APP_USER)
                .put("versionnumber", environment.store().nextVersion());
        tx.put(table, id, row);
    }
}
