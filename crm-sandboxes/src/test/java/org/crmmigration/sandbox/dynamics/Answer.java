package org.crmmigration.sandbox.dynamics;

import java.net.http.HttpHeaders;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;

/** What came back. */
record Answer(int status, HttpHeaders headers, String text) {

    JsonNode json() {
        return Json.MAPPER.readTree(text);
    }

    JsonNode rows() {
        return json().path("value");
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String code() {
        return json().path("error").path("code").asString("none");
    }

    String message() {
        return json().path("error").path("message").asString("");
    }

    /** The GUID at the end of {@code OData-EntityId}. */
    String id() {
        String address = header("OData-EntityId");
        return address.substring(address.lastIndexOf('(') + 1, address.length() - 1);
    }
}
