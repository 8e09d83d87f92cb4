package org.crmmigration.sandbox.dynamics.metadata;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A choice: the options of one column, or a global one that many columns share. */
public record OptionSet(String name, boolean global, List<Option> options) {

    /** The state of an option that is no status reason. */
    public static final int NO_STATE = -1;

    public OptionSet {
        options = List.copyOf(options);
    }

    /**
     * One option.
     *
     * @param state the state a status reason belongs to, {@link #NO_STATE} for other options
     */
    public record Option(int value, String label, int state) {

        public Option(int value, String label) {
            this(value, label, NO_STATE);
        }
    }

    public UUID id() {
        return idOf(name);
    }

    public static UUID idOf(String name) {
        return UUID.nameUUIDFromBytes(("choice:" + name).getBytes(StandardCharsets.UTF_8));
    }

    public Optional<Option> option(int value) {
        return options.stream().filter(option -> option.value() == value).findFirst();
    }

    public boolean has(int value) {
        return option(value).isPresent();
    }

    public String acceptedValues() {
        return options.stream().map(option -> Integer.toString(option.value())).collect(Collectors.joining(","));
    }
}
