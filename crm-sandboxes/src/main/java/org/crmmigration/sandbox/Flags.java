package org.crmmigration.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of a sandbox, taken from front to back: a flag, then what it takes. What is missing or cannot be read
 * is an {@link IllegalArgumentException} that names the flag.
 */
public final class Flags {

    private final Deque<String> rest;
    private String flag = "";

    public Flags(String... args) {
        rest = new ArrayDeque<>(Arrays.asList(args));
    }

    /** A person, written {@code Name <mail>}. */
    public record Person(String name, String email) {}

    /**
     * The life of a sandbox as a process of its own: it prints one line with its URL when it is ready, and runs until it
     * is killed. Wrong flags end it with status 2.
     */
    @SuppressWarnings("SystemOut") // The line is the interface of the process.
    public static void serve(String vendor, String[] args, Function<Flags, Sandbox> start) throws InterruptedException {
        Sandbox sandbox;
        try {
            sandbox = start.apply(new Flags(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println(vendor + " sandbox listening on " + sandbox.url());
        new CountDownLatch(1).await();
    }

    public boolean more() {
        return !rest.isEmpty();
    }

    /** The next flag, whose values are asked for afterwards. */
    public String next() {
        flag = rest.removeFirst();
        return flag;
    }

    public String value() {
        String value = rest.pollFirst();
        if (value == null) {
            throw new IllegalArgumentException(flag + " takes a value");
        }
        return value;
    }

    public int number() {
        String value = value();
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(flag + " takes a number, not " + value, e);
        }
    }

    /** One of the constants of an enum, in lower case. */
    public <E extends Enum<E>> E choice(Class<E> of) {
        String value = value();
        return Stream.of(of.getEnumConstants())
                .filter(constant -> lower(constant).equals(value.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(flag + " takes one of "
                        + Stream.of(of.getEnumConstants()).map(Flags::lower).collect(Collectors.joining(", "))
                        + ", not "
                        + value));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public Duration millis() {
        return Duration.ofMillis(number());
    }

    public Person person() {
        String text = value();
        int open = text.indexOf('<');
        if (open < 1 || !text.endsWith(">")) {
            throw new IllegalArgumentException(flag + " takes 'Name <mail>', not " + text);
        }
        return new Person(text.substring(0, open).strip(), text.substring(open + 1, text.length() - 1));
    }

    /** What to say of the flag at hand when the sandbox has no such. */
    public IllegalArgumentException unknown() {
        return new IllegalArgumentException("unknown flag " + flag);
    }
}
