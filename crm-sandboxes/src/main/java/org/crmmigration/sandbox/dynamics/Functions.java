package org.crmmigration.sandbox.dynamics;

import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Unbound functions: who is asking, and what organisation this is. */
final class Functions {

    static final Set<String> NAMES = Set.of("WhoAmI", "RetrieveVersion", "RetrieveCurrentOrganization");

    private static final String VERSION = "9.2.25063.00162";

    Reply call(ODataRequest request) {
        if (!request.isRead()) {
            throw Refusal.bare(404, "", "No HTTP resource was found that matches the request URI.");
        }
        request.work().read(1);
        return switch (request.name(0)) {
            case "WhoAmI" -> answer(request, "WhoAmIResponse", whoAmI(request));
            case "RetrieveVersion" ->
                answer(request, "RetrieveVersionResponse", Json.object().put("Version", VERSION));
            case "RetrieveCurrentOrganization" ->
                answer(request, "RetrieveCurrentOrganizationResponse", organization(request));
            default -> throw Refusal.segment(request.name(0));
        };
    }

    private static ObjectNode whoAmI(ODataRequest request) {
        return Json.object()
                .put("BusinessUnitId", Seed.BUSINESS_UNIT)
                .put("UserId", request.context().user())
                .put("OrganizationId", Seed.ORGANIZATION);
    }

    private static ObjectNode organization(ODataRequest request) {
        ObjectNode body = Json.object();
        body.putObject("Detail")
                .put("OrganizationId", Seed.ORGANIZATION)
                .put("FriendlyName", "Sandbox")
                .put("OrganizationVersion", VERSION)
                .put("UniqueName", "sandbox")
                .put("UrlName", "sandbox")
                .put("State", "Enabled")
                .put("WebApplicationUrl", request.context().base());
        return body;
    }

    private static Reply answer(ODataRequest request, String type, ObjectNode members) {
        return Replies.ok(Replies.withContext(request.context(), "Microsoft.Dynamics.CRM." + type, members));
    }
}
