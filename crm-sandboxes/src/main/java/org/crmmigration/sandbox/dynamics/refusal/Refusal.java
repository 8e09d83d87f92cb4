package org.crmmigration.sandbox.dynamics.refusal;

import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import tools.jackson.databind.node.ObjectNode;

/** The API says no. Carries the status, code and text that Dataverse answers with. */
public final class Refusal extends RuntimeException {

    private static final String CDS = "@Microsoft.PowerApps.CDS.";

    private final int status;
    private final String code;
    private final Map<String, String> headers;

    private Refusal(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code.status(), code.hex(), message, Map.of());
    }

    /** With another status than the usual one. */
    public static Refusal of(int status, ErrorCode code, String message) {
        return new Refusal(status, code.hex(), message, Map.of());
    }

    /** With a code as it stands on the wire, which may be empty. */
    public static Refusal bare(int status, String code, String message) {
        return new Refusal(status, code, message, Map.of());
    }

    public static Refusal syntax(String message) {
        return of(ErrorCode.SYNTAX, message);
    }

    public static Refusal segment(String name) {
        return of(ErrorCode.SEGMENT, "Resource not found for the segment '" + name + "'.");
    }

    public static Refusal noProperty(String property, String table) {
        return of(
                ErrorCode.NONE,
                "Could not find a property named '" + property + "' on type 'Microsoft.Dynamics.CRM." + table + "'.");
    }

    public static Refusal payload(String set, String detail) {
        return of(
                ErrorCode.PAYLOAD,
                "Error identified in Payload provided by the user for Entity :'" + set
                        + "', For more information on this error please follow this help link"
                        + " https://go.microsoft.com/fwlink/?linkid=2195293  ---->  " + detail);
    }

    public static Refusal missing(String table, String id) {
        return of(ErrorCode.OBJECT_DOES_NOT_EXIST, table + " With Id = " + id + " Does Not Exist");
    }

    public static Refusal invalid(String message) {
        return of(ErrorCode.INVALID_ARGUMENT, message);
    }

    /** The same refusal with response headers. */
    public Refusal with(Map<String, String> more) {
        return new Refusal(status, code, String.valueOf(getMessage()), more);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The error envelope; with annotations when the request prefers them. */
    public Reply reply(boolean annotated) {
        String message = String.valueOf(getMessage());
        ObjectNode error = Json.object().put("code", code).put("message", message);
        if (annotated) {
            error.put(CDS + "ErrorDetails.OperationStatus", "0")
                    .put(CDS + "ErrorDetails.SubErrorCode", "0")
                    .put(CDS + "HelpLink", "http://go.microsoft.com/fwlink/?LinkID=398563&error=" + code)
                    .put(CDS + "TraceText", "")
                    .put(CDS + "InnerError.Message", message);
        }
        ObjectNode body = Json.object();
        body.set("error", error);
        return Reply.json(status, Json.write(body)).with(headers);
    }
}
