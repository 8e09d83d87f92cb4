package org.crmmigration.sandbox.dynamics;

import java.util.Map;
import org.crmmigration.sandbox.Call;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Who is asking: the app by its token, and perhaps another user on whose behalf it asks. */
final class Callers {

    private final Environment environment;

    Callers(Environment environment) {
        this.environment = environment;
    }

    /** The systemuserid of the application user, refused without a good token, user or role. */
    String authenticate(TokenEndpoint tokens, Call call) {
        int registration = tokens.accepts(call.header("authorization"));
        if (registration < 0) {
            throw Refusal.bare(401, "0x80072560", "The caller is not authenticated: the token is missing or expired.")
                    .with(Map.of("WWW-Authenticate", "Bearer"));
        }
        if (registration > 0) {
            return Seed.furtherUser(registration);
        }
        return switch (environment.settings().app().applicationUser()) {
            case ENABLED -> Seed.APP_USER;
            case MISSING -> throw Refusal.bare(403, "0x80072560", "The user is not a member of the organization.");
            case WITHOUT_ROLE ->
                throw Refusal.bare(
                        403, "0x80042f09", "The user with id " + Seed.APP_USER + " has not been assigned any roles.");
            case DISABLED ->
                throw Refusal.of(
                        ErrorCode.USER_NOT_ENABLED,
                        "The user with SystemUserId=" + Seed.APP_USER + " in OrganizationContext=" + Seed.ORGANIZATION
                                + " is disabled.");
        };
    }

    /** The context of the user that the request impersonates, or the same when it impersonates none. */
    RequestContext impersonated(RequestContext context) {
        String byId = context.header("mscrmcallerid");
        String byDirectory = context.header("callerobjectid");
        if (byId.isEmpty() && byDirectory.isEmpty()) {
            return context;
        }
        environment.security().require("prvActOnBehalfOfAnotherUser", context);
        String user = environment.store().read(() -> byId.isEmpty() ? ofDirectory(byDirectory) : known(byId));
        return context.withUser(user);
    }

    private String known(String id) {
        if (!environment.store().table("systemuser").has(id)) {
            throw Refusal.missing("systemuser", id);
        }
        return id;
    }

    private String ofDirectory(String objectId) {
        // An organisation has few users, so reading all of them is no burden.
        return environment.store().table("systemuser").rows().values().stream()
                .map(Json::parseObject)
                .filter(row -> Json.text(row, "azureactivedirectoryobjectid").equalsIgnoreCase(objectId))
                .map((ObjectNode row) -> Json.text(row, "systemuserid"))
                .findFirst()
                .orElseThrow(() -> Refusal.missing("systemuser", objectId));
    }
}
