package org.crmmigration.dynamics.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.CrmFault.RateLimited.Scope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The only reader of status codes, of the Web API, of the parts of its batches and of the token endpoint: passes
 * successful answers on and says of every other what it means for repeating the call.
 *
 * <p>What Dataverse rolled back on its own (deadlocks, database limits, customizations in parallel) is a
 * {@link CrmFault.NotSent}: nothing took effect. A missing privilege or a secured column is for an administrator and
 * holds the lane, since every other row would fail alike.
 *
 * <p>Sources: "Compose HTTP requests and handle errors" (2023-04-14), "Service protection API limits", "Web service error
 * codes", Dataverse developer guide.
 */
public final class DynamicsResponses {

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_WINDOW_PAUSE = Duration.ofMinutes(30);
    private static final Pattern ENTRA_CODE = Pattern.compile("AADSTS\\d{1,9}");

    private final Clock clock;
    private final ApplicationUsers users;

    /**
     * @param clock against which a Retry-After date is read
     * @param users whose tokens are accepted, refused or held back
     */
    public DynamicsResponses(Clock clock, ApplicationUsers users) {
        this.clock = clock;
        this.users = users;
    }

    /**
     * Returns the answer when it is a success.
     *
     * @throws CrmFault for every other
     */
    public ApiResponse check(ApiRequest request, ApiResponse response) {
        int status = response.status();
        if (status >= 200 && status < 300) {
            users.accepted(request);
            return notAPage(response);
        }
        if (isBatch(response)) {
            return response;
        }
        throw switch (status) {
            case 401 -> unauthorized(request, response);
            case 429 -> tooMany(request, response);
            default -> fault(request, response);
        };
    }

    /**
     * The same for a part of a batch, which needs no credentials of its own.
     *
     * @throws CrmFault when the part is no success
     */
    public static ApiResponse part(ApiRequest request, ApiResponse response) {
        if (response.status() >= 200 && response.status() < 300) {
            return response;
        }
        throw response.status() == 429
                ? new CrmFault.NotSent(
                        detail(response, "rate-limit", "a part of a batch was refused for its rate"), null)
                : fault(request, response);
    }

    /**
     * The token in an answer of the token endpoint.
     *
     * @throws CrmFault.Unavailable when it gives none
     */
    public ObjectNode token(ApiResponse response) {
        int status = response.status();
        ObjectNode answer = Json.answered(response.body());
        if (status == 200 && answer.hasNonNull("access_token")) {
            return answer;
        }
        if (status == 429 || status >= 500) {
            Duration pause = retryAfter(response);
            Instant until = clock.instant().plus(pause == null ? USUAL_PAUSE : pause);
            throw new CrmFault.Unavailable(
                    detail(response, "token-endpoint", "the token endpoint is not available"), false, until, null);
        }
        Matcher entra = ENTRA_CODE.matcher(Json.text(answer, "error_description"));
        throw unavailable(
                response,
                "unauthorized",
                "the token endpoint refuses the app registration" + (entra.find() ? " (" + entra.group() + ")" : "")
                        + "; check tenantId, clientId, clientSecret and tokenUrl in the account file");
    }

    private CrmFault unauthorized(ApiRequest request, ApiResponse response) {
        return users.refused(request)
                ? new CrmFault.NotSent(
                        detail(response, "token-expired", "the access token was no longer accepted"), null)
                : noUser(response);
    }

    private static CrmFault noUser(ApiResponse response) {
        return unavailable(
                response,
                "unauthorized",
                "the environment refuses the app registration; create an application user for it and give it a"
                        + " security role");
    }

    private CrmFault tooMany(ApiRequest request, ApiResponse response) {
        Duration said = retryAfter(response);
        Duration pause = said == null ? USUAL_PAUSE : said;
        DataverseError error = DataverseError.of(ErrorBody.of(response.body()).code());
        if (pause.compareTo(LONGEST_WINDOW_PAUSE) > 0) {
            return new CrmFault.RateLimited(
                    detail(response, "daily-budget", "today's request entitlement is used up"), Scope.DAY, pause);
        }
        String word = error == null ? "rate-limit" : error.word();
        String sentence = error == null ? "service protection refuses the request" : error.sentence();
        return new CrmFault.RateLimited(
                detail(response, word, sentence), Scope.WINDOW, users.throttled(request, pause));
    }

    private static CrmFault fault(ApiRequest request, ApiResponse response) {
        int status = response.status();
        if (status >= 300 && status < 400) {
            return unavailable(
                    response,
                    "redirect",
                    "the address redirects; redirects are never followed, so correct url in the account file");
        }
        ErrorBody body = ErrorBody.of(response.body());
        DataverseError error = DataverseError.of(body.code());
        if (body.transientSql()) {
            return new CrmFault.NotSent(detail(response, "deadlock", "the database rolled the call back"), null);
        }
        if (error != null) {
            return known(response, body, body.existed() ? DataverseError.DUPLICATE_RECORD : error);
        }
        return status >= 500 ? broken(request, response) : unknown(request, response, body);
    }

    private static CrmFault known(ApiResponse response, ErrorBody body, DataverseError error) {
        Detail detail = named(response, error.word(), error.sentence(), body);
        return switch (error.kind()) {
            case REFUSED -> new CrmFault.Rejected(detail);
            case ADMIN -> new CrmFault.Unavailable(detail, true, null, null);
            case ROLLED_BACK, LIMIT -> new CrmFault.NotSent(detail, null);
        };
    }

    private static CrmFault unknown(ApiRequest request, ApiResponse response, ErrorBody body) {
        int status = response.status();
        boolean atTheDoor = request.route().endsWith("/WhoAmI");
        boolean page = !body.json() && !response.body().isBlank();
        if (status == 404 && (atTheDoor || page)) {
            return unavailable(
                    response,
                    "no-api",
                    "there is no Dataverse Web API at this address; correct url in the account file");
        }
        if (status == 403 && atTheDoor) {
            return noUser(response);
        }
        String word = switch (status) {
            case 403 -> "forbidden";
            case 404 -> body.unknownMember() ? "unknown-table" : "not-found";
            case 412 -> "exists";
            case 413 -> "too-large";
            default -> request.route().contains("Definitions") && body.defined() ? "exists" : badRequest(body);
        };
        String said = body.code().isEmpty() ? "without a code" : body.code();
        return new CrmFault.Rejected(named(response, word, "Dataverse refused the request (" + said + ")", body));
    }

    private static String badRequest(ErrorBody body) {
        if (!body.json()) {
            return "refused";
        }
        if (body.unknownMember()) {
            return "unknown-column";
        }
        if (body.unfitDate()) {
            return "bad-date";
        }
        return body.bulkUnsupported() ? "bulk-unsupported" : "validation";
    }

    private static CrmFault broken(ApiRequest request, ApiResponse response) {
        if (response.status() == 501) {
            return new CrmFault.Rejected(detail(response, "bulk-unsupported", "Dataverse has no such operation"));
        }
        boolean announced = response.header("retry-after").isPresent();
        if (response.status() == 503 && (announced || request.method().equals("GET"))) {
            return new CrmFault.Unavailable(
                    detail(response, "unavailable", "Dataverse is not available"), false, null, null);
        }
        return new CrmFault.OutcomeUnknown(
                detail(response, "server-error", "Dataverse failed while it handled the request"), null);
    }

    private static ApiResponse notAPage(ApiResponse response) {
        String body = response.body().stripLeading();
        if (body.startsWith("<")) {
            throw unavailable(response, "no-api", "the address answers with a web page instead of Dataverse's Web API");
        }
        return response;
    }

    private static boolean isBatch(ApiResponse response) {
        return Multipart.is(response.header("content-type").orElse(""));
    }

    private @Nullable Duration retryAfter(ApiResponse response) {
        String text = response.header("retry-after").orElse("").strip();
        if (text.matches("\\d{1,9}(\\.\\d+)?")) {
            return Duration.ofMillis((long) (Double.parseDouble(text) * 1000));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration until = Duration.between(clock.instant(), date);
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static CrmFault.Unavailable unavailable(ApiResponse response, String code, String message) {
        return new CrmFault.Unavailable(detail(response, code, message), true, null, null);
    }

    private static Detail named(ApiResponse response, String word, String sentence, ErrorBody body) {
        String privilege = body.privilege() == null ? "" : ": " + body.privilege();
        String column = body.column() == null ? "" : ": " + body.column();
        return new Detail(word, sentence + privilege + column, response.status(), requestId(response), body.column());
    }

    private static Detail detail(ApiResponse response, String code, String message) {
        return new Detail(code, message, response.status(), requestId(response), null);
    }

    private static @Nullable String requestId(ApiResponse response) {
        String id = response.header("x-ms-service-request-id")
                .or(() -> response.header("req_id"))
                .orElse("");
        return id.matches("[A-Za-z0-9,-]{1,80}") ? id : null;
    }
}
