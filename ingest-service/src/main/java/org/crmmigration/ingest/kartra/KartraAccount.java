package org.crmmigration.ingest.kartra;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.SecretReference.UnresolvedReference;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Where a Kartra account's API is and how to get in, from a YAML file: {@code url} (default Kartra's own),
 * {@code callsPerSecond} (default 5, at most 20) and {@code credentials} with {@code appId}, {@code apiKey} and
 * {@code apiPassword}. Values may be references such as {@code ${env:NAME}} or {@code ${file:PATH}}.
 */
public record KartraAccount(URI url, double callsPerSecond, Secret appId, Secret apiKey, Secret apiPassword) {

    private static final String KARTRA = "https://app.kartra.com/api";
    private static final double USUAL = 5;
    /** Kartra's limit for an App, shared by all who use it. */
    private static final double MOST = 20;

    /** Something that never shows itself. */
    public record Secret(String value) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * Reads an account file.
     *
     * @throws KartraException naming file and key, never a value
     */
    public static KartraAccount read(Path file, SecretReference secrets) {
        Map<?, ?> content = content(file);
        Map<?, ?> credentials = content.get("credentials") instanceof Map<?, ?> map ? map : Map.of();
        return new KartraAccount(
                url(file, text(file, content, "url", KARTRA, secrets)),
                rate(file, text(file, content, "callsPerSecond", Double.toString(USUAL), secrets)),
                new Secret(text(file, credentials, "appId", "", secrets)),
                new Secret(text(file, credentials, "apiKey", "", secrets)),
                new Secret(text(file, credentials, "apiPassword", "", secrets)));
    }

    private static Map<?, ?> content(Path file) {
        try {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            if (read instanceof Map<?, ?> map) {
                return map;
            }
            throw new KartraException("the Kartra account file " + file + " holds no keys; it needs credentials");
        } catch (IOException e) {
            throw new KartraException("the Kartra account file " + file + " cannot be read; check its path", e);
        } catch (YAMLException _) {
            // Its message would quote the file.
            throw new KartraException("the Kartra account file " + file + " is not valid YAML");
        }
    }

    private static String text(Path file, Map<?, ?> map, String key, String otherwise, SecretReference secrets) {
        Object value = map.get(key);
        if (value == null && !otherwise.isEmpty()) {
            return otherwise;
        }
        if (value == null) {
            throw new KartraException("the Kartra account file " + file + " lacks credentials." + key);
        }
        try {
            return secrets.resolve(String.valueOf(value));
        } catch (UnresolvedReference e) {
            throw new KartraException("in the Kartra account file " + file + ", " + key + ": " + e.getMessage(), e);
        }
    }

    private static URI url(Path file, String text) {
        try {
            URI url = URI.create(text);
            boolean here = "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
            if ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && here)) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new KartraException("in the Kartra account file " + file + ", url is none", e);
        }
        throw new KartraException("in the Kartra account file " + file + ", url needs https; credentials travel in it");
    }

    private static double rate(Path file, String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && rate <= MOST) {
                return rate;
            }
        } catch (NumberFormatException e) {
            throw new KartraException("in the Kartra account file " + file + ", callsPerSecond is no number", e);
        }
        throw new KartraException("in the Kartra account file " + file + ", callsPerSecond is above 0 and at most 20");
    }
}
