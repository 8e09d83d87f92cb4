package org.crmmigration.sandbox.pipedrive;

import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import tools.jackson.databind.node.ObjectNode;

/** The API says no. Carries the status and body that Pipedrive answers with. */
final class Refusal extends RuntimeException {

    private static final String INFO = "Please check developers.pipedrive.com";

    private final int status;
    private final transient ObjectNode body;

    private Refusal(int status, ObjectNode body) {
        super(body.path("error").asString(), null, false, false);
        this.status = status;
        this.body = body;
    }

    Reply reply() {
        return Reply.json(status, Json.write(body));
    }

    int status() {
        return status;
    }

    /** A v2 validation error that names the offending member or parameter. */
    static Refusal invalid(String name, String reason) {
        return schema("Validation failed: " + name + ": " + reason);
    }

    static Refusal schema(String message) {
        return new Refusal(400, error(message).put("code", "ERR_SCHEMA_VALIDATION_FAILED"));
    }

    /** A v1 error with the general envelope. */
    static Refusal v1(int status, String message) {
        ObjectNode body = error(message).put("error_info", INFO);
        return new Refusal(status, body.putNull("data").putNull("additional_data"));
    }

    static Refusal notFound(String message) {
        ObjectNode body = error(message).put("error_info", "Object was not found.");
        return new Refusal(404, body.putNull("data").putNull("additional_data"));
    }

    static Refusal gone(int status) {
        return new Refusal(status, error("Entity is already deleted").put("code", "ERR_GONE"));
    }

    /** Not allowed by what the account has. */
    static Refusal forbidden(String message, String code) {
        ObjectNode body = error(message).put("error_info", INFO + " for more information about Pipedrive API.");
        return new Refusal(403, body.putNull("data").putNull("additional_data").put("code", code));
    }

    static Refusal unauthorized() {
        return new Refusal(
                401, error("unauthorized access").put("errorCode", 401).put("error_info", INFO));
    }

    static Refusal tooMany(String message) {
        return new Refusal(429, error(message).put("errorCode", 429));
    }

    static Refusal bare(int status, String message) {
        return new Refusal(status, error(message));
    }

    /** An error of the service itself. */
    static Refusal failure(int status) {
        return new Refusal(
                status,
                error(status == 503 ? "Service Unavailable" : "Internal Server Error")
                        .put("code", "ERR_UNKNOWN"));
    }

    private static ObjectNode error(String message) {
        return Json.object().put("success", false).put("error", message);
    }
}
