package org.crmmigration.pipedrive.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.BudgetSignal;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.CrmFault.RateLimited.Scope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The only reader of Pipedrive's status codes: passes successful answers on and says of every other what it means for
 * repeating the call.
 *
 * <p>Sources: Pipedrive's pages on responses (2025-11-11), HTTP status codes and rate limiting (2026-09-17); answers seen
 * live where those are silent: the daily-budget 429, the gateway's 401, Cloudflare's page after ignored 429s.
 */
public final class PipedriveResponses {

    private static final Pattern REFUSED = Pattern.compile("\"success\"\\s*:\\s*false");
    /** Longer than any window and far shorter than most remainders of a day. */
    private static final Duration LONGEST_WINDOW_WAIT = Duration.ofSeconds(60);

    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final Clock clock;

    /**
     * @param clock against which a Retry-After date is read
     */
    public PipedriveResponses(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the answer when it is a success.
     *
     * @throws CrmFault for every other
     */
    public ApiResponse check(ApiRequest request, ApiResponse response) {
        int status = response.status();
        if (status >= 200 && status < 300) {
            return success(response);
        }
        throw fault(request, response, status);
    }

    /** What the headers say of window and day. */
    public BudgetSignal signal(ApiResponse response) {
        return Headers.signal(response);
    }

    private static ApiResponse success(ApiResponse response) {
        if (notJson(response)) {
            throw unavailable(
                    response, "no-api", "the address answers with a web page instead of Pipedrive's API", false);
        }
        if (REFUSED.matcher(response.body()).find() && refusedAtTop(response.body())) {
            throw new CrmFault.Rejected(refusal(response, "refused"));
        }
        return response;
    }

    private static boolean refusedAtTop(String body) {
        JsonNode envelope = Json.answered(body);
        return envelope.has("success") && !envelope.path("success").asBoolean(true);
    }

    private CrmFault fault(ApiRequest request, ApiResponse response, int status) {
        return switch (status) {
            case 401 ->
                unavailable(
                        response,
                        "unauthorized",
                        "Pipedrive refuses the API token; check it in the account file",
                        true);
            case 402 ->
                unavailable(
                        response, "account-closed", "the Pipedrive account is not open (trial over or unpaid)", true);
            case 403 -> forbidden(response);
            case 404, 410 -> notFound(response);
            case 408 -> unknown(response, "timeout", "Pipedrive gave up waiting for the request");
            case 429 -> tooMany(response);
            case 501 -> new CrmFault.Rejected(refusal(response, "not-implemented"));
            case 503 -> maintenance(request, response);
            default ->
                status >= 500
                        ? unknown(response, "server-error", "Pipedrive failed while it handled the request")
                        : status >= 400 ? new CrmFault.Rejected(refusal(response, "validation")) : redirect(response);
        };
    }

    private static CrmFault redirect(ApiResponse response) {
        return unavailable(
                response,
                "redirect",
                "the address redirects; redirects are never followed, so correct url in the account file",
                true);
    }

    private static CrmFault forbidden(ApiResponse response) {
        if (notJson(response)) {
            return new CrmFault.RateLimited(
                    detail(response, "blocked", "Pipedrive's edge blocks this token for too many calls"),
                    Scope.BLOCKED,
                    null);
        }
        boolean planLimit = code(response).startsWith("feature_capping");
        return new CrmFault.Rejected(refusal(response, planLimit ? "plan-limit" : "forbidden"));
    }

    private static CrmFault notFound(ApiResponse response) {
        return notJson(response)
                ? unavailable(
                        response,
                        "no-api",
                        "there is no Pipedrive API at this address; correct url in the account file",
                        true)
                : new CrmFault.Rejected(
                        detail(response, "not-found", "Pipedrive has no such object, or the token may not see it"));
    }

    private CrmFault tooMany(ApiResponse response) {
        Duration after = Headers.retryAfter(response, clock);
        if (notJson(response)) {
            return new CrmFault.RateLimited(
                    detail(response, "blocked", "Pipedrive's edge turns this token away for too many calls"),
                    Scope.BLOCKED,
                    after);
        }
        Double left = Headers.signal(response).dailyRemaining();
        boolean day = (left != null && left <= 0)
                || text(Json.answered(response.body()), "error")
                        .toLowerCase(Locale.ROOT)
                        .contains("daily")
                || (after != null && after.compareTo(LONGEST_WINDOW_WAIT) > 0);
        if (day) {
            return new CrmFault.RateLimited(
                    detail(response, "daily-budget", "the account's API tokens of today are used up"),
                    Scope.DAY,
                    after);
        }
        return new CrmFault.RateLimited(
                detail(response, "rate-limit", "too many calls in two seconds"),
                Scope.WINDOW,
                windowWait(response, after));
    }

    private Duration windowWait(ApiResponse response, @Nullable Duration after) {
        Duration reset = Headers.signal(response).windowReset();
        Duration wait = reset == null || reset.compareTo(WINDOW) < 0 ? WINDOW : reset;
        return after == null || after.compareTo(wait) < 0 ? wait : after;
    }

    private CrmFault maintenance(ApiRequest request, ApiResponse response) {
        if (!request.repeatable()) {
            return unknown(response, "server-error", "Pipedrive was not available while it handled the request");
        }
        Duration after = Headers.retryAfter(response, clock);
        Instant until = after == null ? null : clock.instant().plus(after);
        return new CrmFault.Unavailable(
                detail(response, "unavailable", "Pipedrive is not available"), false, until, null);
    }

    private static Detail refusal(ApiResponse response, String code) {
        JsonNode envelope = Json.answered(response.body());
        RefusalText text = RefusalText.of(text(envelope, "error"));
        String said = code(response);
        String message = text.sentence() + (said.isEmpty() ? "" : " (" + said + ")");
        return new Detail(code, message, response.status(), requestId(response), text.field());
    }

    private static String code(ApiResponse response) {
        String code = text(Json.answered(response.body()), "code");
        return code.matches("[A-Za-z0-9_.-]{1,80}") ? code : "";
    }

    private static CrmFault.OutcomeUnknown unknown(ApiResponse response, String code, String message) {
        return new CrmFault.OutcomeUnknown(detail(response, code, message), null);
    }

    private static CrmFault.Unavailable unavailable(
            ApiResponse response, String code, String message, boolean needsAdmin) {
        return new CrmFault.Unavailable(detail(response, code, message), needsAdmin, null, null);
    }

    private static Detail detail(ApiResponse response, String code, String message) {
        return new Detail(code, message, response.status(), requestId(response), null);
    }

    private static @Nullable String requestId(ApiResponse response) {
        String id = response.header("x-correlation-id").orElse("");
        return id.matches("[A-Za-z0-9-]{1,64}") ? id : null;
    }

    private static boolean notJson(ApiResponse response) {
        String body = response.body().stripLeading();
        return !body.isEmpty() && body.charAt(0) != '{';
    }

    private static String text(JsonNode envelope, String member) {
        return envelope.path(member).asString("");
    }
}
