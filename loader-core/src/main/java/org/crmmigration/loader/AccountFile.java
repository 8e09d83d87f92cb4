package org.crmmigration.loader;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.Account.InvalidAccount;
import org.crmmigration.messaging.SecretReference;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads account files: YAML with {@code url}, {@code plan}, {@code seats}, {@code reserve} and {@code credentials}. Values
 * may be references such as {@code ${env:NAME}} or {@code ${file:PATH}}. Every complaint names file and key, never a value.
 */
public final class AccountFile {

    private static final Set<String> KEYS = new TreeSet<>(Set.of("url", "plan", "seats", "reserve", "credentials"));
    private static final double DEFAULT_RESERVE = 0.1;

    private final SecretReference secrets;

    /** Resolves references as given. */
    public AccountFile(SecretReference secrets) {
        this.secrets = secrets;
    }

    /**
     * Reads an account.
     *
     * @param reference the file's path
     * @throws InvalidAccount with what is wrong and what to do
     */
    public Account read(String reference) {
        Map<?, ?> content = content(reference);
        for (Object key : content.keySet()) {
            if (!(key instanceof String name) || !KEYS.contains(name)) {
                throw invalid(reference, String.valueOf(key), "is unknown; known are " + String.join(", ", KEYS));
            }
        }
        String plan = text(reference, content, "plan");
        return new Account(
                reference,
                url(reference, content),
                plan == null ? null : plan.toLowerCase(Locale.ROOT),
                (int) number(reference, content, "seats", 1, 1, 100_000),
                number(reference, content, "reserve", DEFAULT_RESERVE, 0, 0.9),
                credentials(reference, content));
    }

    private static Map<?, ?> content(String reference) {
        try {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Path.of(reference)));
            if (read instanceof Map<?, ?> map) {
                return map;
            }
            throw new InvalidAccount(
                    "account file " + reference + " holds no keys; it needs at least url and credentials");
        } catch (IOException e) {
            throw new InvalidAccount(
                    "account file " + reference + " cannot be read; check the path and its permissions");
        } catch (YAMLException e) {
            throw new InvalidAccount("account file " + reference + " is not valid YAML; check indentation and quotes");
        }
    }

    private URI url(String reference, Map<?, ?> content) {
        String text = text(reference, content, "url");
        if (text == null) {
            throw invalid(reference, "url", "is missing; give scheme, host and port of the CRM");
        }
        try {
            URI url = URI.create(text);
            boolean usable = url.getHost() != null && Set.of("http", "https").contains(url.getScheme());
            if (usable) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(reference, "url", "is no URL");
        }
        throw invalid(reference, "url", "needs http:// or https:// and a host");
    }

    private Map<String, String> credentials(String reference, Map<?, ?> content) {
        Map<String, String> credentials = new HashMap<>();
        if (content.get("credentials") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (!(value instanceof List<?>)) {
                    credentials.put(
                            String.valueOf(name), resolve(reference, "credentials." + name, String.valueOf(value)));
                }
            });
            map.forEach((name, value) -> {
                if (value instanceof List<?> users) {
                    users(reference, "credentials." + name, users, credentials);
                }
            });
        } else if (content.get("credentials") != null) {
            throw invalid(reference, "credentials", "is a list of name: value");
        }
        return Map.copyOf(credentials);
    }

    /** Several users of one CRM: the values of the first keep their names, the others get 2, 3 and so on behind them. */
    private void users(String reference, String key, List<?> users, Map<String, String> credentials) {
        Set<String> first = Set.copyOf(credentials.keySet());
        int number = 0;
        for (Object user : users) {
            if (!(user instanceof Map<?, ?> map)) {
                throw invalid(reference, key, "is a list of users, each with name: value");
            }
            number += number == 0 && map.keySet().stream().anyMatch(first::contains) ? 2 : 1;
            String behind = number == 1 ? "" : Integer.toString(number);
            map.forEach((name, value) ->
                    credentials.put(name + behind, resolve(reference, key + "." + name, String.valueOf(value))));
        }
    }

    private @Nullable String text(String reference, Map<?, ?> content, String key) {
        Object value = content.get(key);
        return value == null ? null : resolve(reference, key, String.valueOf(value));
    }

    private double number(
            String reference, Map<?, ?> content, String key, double otherwise, double least, double most) {
        String text = text(reference, content, key);
        if (text == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(reference, key, "is no number");
        }
        throw invalid(reference, key, "lies outside " + least + " to " + most);
    }

    private String resolve(String reference, String key, String text) {
        try {
            return secrets.resolve(text);
        } catch (SecretReference.UnresolvedReference e) {
            throw invalid(reference, key, "cannot be resolved: " + e.getMessage());
        }
    }

    private static InvalidAccount invalid(String reference, String key, String what) {
        return new InvalidAccount("account file " + reference + ": " + key + " " + what);
    }
}
