package org.crmmigration.sandbox.dynamics;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The identity provider's token endpoint for client credentials, {@code POST /<tenant>/oauth2/v2.0/token}. Tokens are
 * signed and carry their end, so that they outlive a restart. Error shapes: Microsoft identity platform documentation,
 * AADSTS codes 7000215 (secret), 700016 (client), 90002 (tenant), 70011 (scope), 70003 (grant type).
 */
final class TokenEndpoint {

    private final DynamicsSettings.App app;
    private final Clock clock;
    private final SecretKeySpec key;

    TokenEndpoint(DynamicsSettings settings, Clock clock) {
        this.app = settings.app();
        this.clock = clock;
        this.key = new SecretKeySpec(
                ("sandbox-token-key-" + settings.seed()).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    Reply issue(String tenant, String form) {
        Map<String, String> fields = UrlText.query(form);
        String client = fields.getOrDefault("client_id", "");
        if (!tenant.equals(app.tenantId())) {
            return error(400, "invalid_request", 90002, "Tenant '" + tenant + "' not found.");
        }
        if (!"client_credentials".equals(fields.get("grant_type"))) {
            return error(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
        }
        int user = user(client);
        if (user < 0) {
            return error(
                    400,
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + client + "' was not found in the directory.");
        }
        if (!secret(user).equals(fields.get("client_secret"))) {
            return error(
                    401,
                    "invalid_client",
                    7000215,
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                            + " value, not the client secret ID, for a secret added to app '" + client + "'.");
        }
        if (!fields.getOrDefault("scope", "").endsWith("/.default")) {
            return error(
                    400, "invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid.");
        }
        ObjectNode body = Json.object()
                .put("token_type", "Bearer")
                .put("expires_in", app.tokenLife().toSeconds())
                .put("ext_expires_in", app.tokenLife().toSeconds())
                .put("access_token", token(clock.instant().plus(app.tokenLife()), user));
        return Reply.json(200, Json.write(body));
    }

    /** The place of a client among the app registrations, the first is 0; -1 when it is none of them. */
    private int user(String client) {
        if (client.equals(app.clientId())) {
            return 0;
        }
        for (int i = 0; i < app.others().size(); i++) {
            if (client.equals(app.others().get(i).clientId())) {
                return i + 1;
            }
        }
        return -1;
    }

    private String secret(int user) {
        return user == 0 ? app.clientSecret() : app.others().get(user - 1).clientSecret();
    }

    /** Which app registration a good token of an {@code Authorization} header is for; -1 without one. */
    int accepts(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return -1;
        }
        String token = authorization.substring("Bearer ".length());
        int dot = token.indexOf('.');
        if (dot < 0 || !token.substring(0, dot).matches("\\d{1,18}-\\d")) {
            return -1;
        }
        int dash = token.indexOf('-');
        Instant end = Instant.ofEpochSecond(Long.parseLong(token.substring(0, dash)));
        int user = Integer.parseInt(token.substring(dash + 1, dot));
        return token.equals(token(end, user)) && clock.instant().isBefore(end) ? user : -1;
    }

    private String token(Instant end, int user) {
        String payload = end.getEpochSecond() + "-" + user;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] signature = mac.doFinal(payload.getBytes(StandardCharsets.UTF_8));
            return payload + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private Reply error(int status, String error, int code, String description) {
        String trace = UUID.randomUUID().toString();
        ObjectNode body = Json.object()
                .put("error", error)
                .put(
                        "error_description",
                        "AADSTS" + code + ": " + description + " Trace ID: " + trace + " Correlation ID: " + trace
                                + " Timestamp: " + clock.instant());
        body.putArray("error_codes").add(code);
        body.put("timestamp", clock.instant().toString())
                .put("trace_id", trace)
                .put("correlation_id", trace)
                .put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
        return Reply.json(status, Json.write(body));
    }
}
