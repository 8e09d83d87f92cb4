package org.crmmigration.ingest.kartra;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a Kartra account, read only: one POST a command, form-encoded, credentials in the body alone. Kartra answers 200
 * for errors as well, so the body's {@code status} and {@code type} decide. Repeated are 429, 5xx, broken connections and
 * bodies that are no JSON, three times with growing pauses. Answers are kept, so every command is asked once. Redirects
 * are never followed. Not thread-safe.
 */
public final class KartraClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** The definitions of custom fields are known to be slow. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private static final int RETRIES = 3;
    private static final int TOO_MANY = 429;
    private static final Set<String> CREDENTIALS = Set.of("202", "203", "204", "233", "238", "239", "240");
    private static final Set<String> PERMISSION = Set.of("201", "242", "262");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA, JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private final KartraAccount account;
    private final Pace pace;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final Map<ReadCommand, JsonNode> answers = new EnumMap<>(ReadCommand.class);

    /** A client of an account. */
    public KartraClient(KartraAccount account, Pace pace) {
        this.account = account;
        this.pace = pace;
    }

    /**
     * Asks, or answers what was answered before. An account without any of what is asked for answers an empty node.
     *
     * @return the whole answer; what was asked for stands under {@link ReadCommand#result}
     * @throws KartraException when the account cannot be asked
     */
    public JsonNode ask(ReadCommand command) {
        JsonNode known = answers.get(command);
        if (known == null) {
            known = checked(command, answer(command));
            answers.put(command, known);
        }
        return known;
    }

    private JsonNode answer(ReadCommand command) {
        String last = "";
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            pace.before(account.callsPerSecond(), attempt);
            try {
                HttpResponse<String> response = http.send(request(command), HttpResponse.BodyHandlers.ofString());
                int status = response.statusCode();
                Optional<JsonNode> body = status == 200 ? json(response.body()) : Optional.empty();
                if (body.isPresent()) {
                    return body.get();
                }
                if (status != 200 && status != TOO_MANY && status < 500) {
                    throw new KartraException(
                            "Kartra answered " + command.word() + " with HTTP " + status
                                    + "; check the url of the Kartra account file",
                            true);
                }
                last = status == 200 ? "an answer that is no JSON" : "HTTP " + status;
            } catch (IOException e) {
                last = e.getClass().getSimpleName();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KartraException("interrupted while asking Kartra", e);
            }
        }
        throw new KartraException("Kartra did not answer " + command.word() + " after " + (RETRIES + 1)
                + " attempts, the last with " + last + "; try again later, or hand in a file instead");
    }

    private HttpRequest request(ReadCommand command) {
        String form = field("app_id", account.appId().value())
                + '&'
                + field("api_key", account.apiKey().value())
                + '&'
                + field("api_password", account.apiPassword().value())
                + '&'
                + field("actions[0][cmd]", command.word());
        return HttpRequest.newBuilder(account.url())
                .timeout(ANSWER)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private static String field(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Optional<JsonNode> json(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** The envelope, or that of the one action in it, says whether it went well. */
    private static JsonNode checked(ReadCommand command, JsonNode answer) {
        JsonNode action = answer.path("actions").path(0).path(command.word());
        JsonNode envelope = answer.has(command.result()) || action.isMissingNode() ? answer : action;
        String status = envelope.path("status").asString("").toLowerCase(Locale.ROOT);
        if (!status.equals("error")) {
            return answer.has(command.result()) || !action.has(command.result()) ? answer : action;
        }
        String type = envelope.path("type").asString("");
        if (CREDENTIALS.contains(type)) {
            throw new KartraException(
                    "Kartra refused the credentials (" + type
                            + "); check appId, apiKey and apiPassword of the Kartra account file",
                    true);
        }
        if (PERMISSION.contains(type)) {
            throw new KartraException("Kartra refused " + command.word() + " (" + type
                    + "); the App needs this command approved and this machine's address allowed");
        }
        throw new KartraException("Kartra answered " + command.word() + " with error " + type);
    }
}
