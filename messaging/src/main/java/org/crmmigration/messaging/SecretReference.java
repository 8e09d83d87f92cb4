package org.crmmigration.messaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves {@code ${env:NAME}} and {@code ${file:PATH}} where a secret is needed, so that settings and topics carry
 * references only. Text without a reference is returned as it is. The content of a file is trimmed.
 */
public final class SecretReference {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final UnaryOperator<String> environment;

    /** Resolves against the process's environment. */
    public SecretReference() {
        this(System.getenv());
    }

    /** Resolves against a given environment. */
    public SecretReference(Map<String, String> environment) {
        this.environment = name -> environment.getOrDefault(name, "");
    }

    /**
     * The text with every reference replaced.
     *
     * @throws UnresolvedReference naming the reference, never the content
     */
    public String resolve(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), match.group(2))));
    }

    private String value(String kind, String name) {
        String value = kind.equals("env") ? environment.apply(name) : read(name);
        if (value.isEmpty()) {
            throw new UnresolvedReference("${" + kind + ":" + name + "} is empty or not set; set it and try again");
        }
        return value;
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException e) {
            throw new UnresolvedReference("${file:" + path + "} cannot be read; check the path and its permissions");
        }
    }

    /** A reference leads nowhere. The message names it and what to do. */
    public static final class UnresolvedReference extends RuntimeException {
        UnresolvedReference(String message) {
            super(message);
        }
    }
}
