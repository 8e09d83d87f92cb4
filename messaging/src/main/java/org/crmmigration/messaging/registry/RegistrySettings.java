package org.crmmigration.messaging.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema registry is and how it is asked.
 *
 * @param urls base URLs of one registry cluster, tried in order when one is away
 * @param auth the proof sent with each request
 * @param connectTimeout limit for opening a connection; default 5 s
 * @param requestTimeout limit for one whole request, body included; default 15 s
 * @param failureBackoff how long a failed look-up is answered from memory, doubling with each failure; default 100 ms
 * @param maxFailureBackoff the longest such time; default 5 s
 */
public record RegistrySettings(
        List<URI> urls,
        RegistryAuth auth,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration failureBackoff,
        Duration maxFailureBackoff) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REQUEST = Duration.ofSeconds(15);
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    public RegistrySettings {
        urls = urls.stream().map(RegistrySettings::checked).toList();
        if (urls.isEmpty()) {
            throw new ConfigException("schema.registry.url", "", "at least one URL is needed");
        }
    }

    /** An open registry at one or more comma-separated URLs, everything else by default. */
    public static RegistrySettings of(String urls) {
        return new RegistrySettings(parse(urls), new RegistryAuth.None(), CONNECT, REQUEST, BACKOFF, MAX_BACKOFF);
    }

    /**
     * Reads Confluent's own client settings: {@code schema.registry.url}, {@code basic.auth.credentials.source} (URL or
     * USER_INFO) with {@code basic.auth.user.info}, {@code bearer.auth.credentials.source} (STATIC_TOKEN) with
     * {@code bearer.auth.token}, {@code http.connect.timeout.ms}, {@code http.read.timeout.ms}; each but the first also
     * with the prefix {@code schema.registry.}. TLS takes the JVM's own trust and key store ({@code javax.net.ssl.*});
     * {@code schema.registry.ssl.*} is refused.
     *
     * @throws ConfigException naming the setting that is missing or wrong, never its secret
     */
    public static RegistrySettings from(Map<String, ?> configs) {
        refuseOwnTls(configs);
        Object urls = configs.get("schema.registry.url");
        if (urls == null) {
            throw new ConfigException("schema.registry.url is missing: name the schema registry's URL");
        }
        List<URI> raw = parse(
                urls instanceof List<?> list
                        ? String.join(",", list.stream().map(String::valueOf).toList())
                        : urls.toString());
        return new RegistrySettings(
                raw.stream().map(RegistrySettings::withoutUserInfo).toList(),
                auth(configs, raw.getFirst().getUserInfo()),
                duration(configs, "http.connect.timeout.ms", CONNECT),
                duration(configs, "http.read.timeout.ms", REQUEST),
                BACKOFF,
                MAX_BACKOFF);
    }

    private static void refuseOwnTls(Map<String, ?> configs) {
        configs.keySet().stream()
                .filter(name -> name.startsWith("schema.registry.ssl."))
                .findFirst()
                .ifPresent(name -> {
                    throw new ConfigException(
                            name + " is not supported: set the JVM's javax.net.ssl trust and key store instead");
                });
    }

    private static RegistryAuth auth(Map<String, ?> configs, @Nullable String userInfoOfUrl) {
        String bearer = text(configs, "bearer.auth.credentials.source");
        if (bearer != null) {
            return new RegistryAuth.Bearer(
                    required(configs, "bearer.auth.token", bearer.equals("STATIC_TOKEN"), "STATIC_TOKEN"));
        }
        String basic = text(configs, "basic.auth.credentials.source");
        if (basic == null || basic.equals("URL")) {
            return userInfoOfUrl == null ? new RegistryAuth.None() : RegistryAuth.Basic.parse(userInfoOfUrl);
        }
        return RegistryAuth.Basic.parse(
                required(configs, "basic.auth.user.info", basic.equals("USER_INFO"), "URL or USER_INFO"));
    }

    private static String required(Map<String, ?> configs, String name, boolean sourceKnown, String known) {
        String value = text(configs, name);
        if (!sourceKnown || value == null) {
            throw new ConfigException(
                    "The schema registry's credentials need " + name + " and a credentials source of " + known);
        }
        return value;
    }

    private static Duration duration(Map<String, ?> configs, String name, Duration fallback) {
        String value = text(configs, name);
        if (value == null) {
            return fallback;
        }
        try {
            return Duration.ofMillis(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw new ConfigException(name, value, "milliseconds are needed");
        }
    }

    private static @Nullable String text(Map<String, ?> configs, String name) {
        Object value = configs.containsKey(name) ? configs.get(name) : configs.get("schema.registry." + name);
        return value == null ? null : value.toString().strip();
    }

    private static List<URI> parse(String urls) {
        return Arrays.stream(urls.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(url -> URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url))
                .toList();
    }

    private static URI withoutUserInfo(URI url) {
        return url.getRawUserInfo() == null ? url : URI.create(url.toString().replace(url.getRawUserInfo() + "@", ""));
    }

    private static URI checked(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new ConfigException(
                    "schema.registry.url", withoutUserInfo(url), "http:// or https:// with a host is needed");
        }
        return url;
    }
}
