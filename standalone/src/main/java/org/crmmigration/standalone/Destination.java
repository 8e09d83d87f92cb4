package org.crmmigration.standalone;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.DynamicsVendor;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.pipedrive.PipedriveVendor;

/** The CRMs a migration can go to from here. */
enum Destination {
    PIPEDRIVE,
    DYNAMICS;

    /** Names of the credentials that its account file cannot be without. */
    List<String> credentials() {
        return switch (this) {
            case PIPEDRIVE -> PipedriveVendor.CREDENTIALS;
            case DYNAMICS -> DynamicsVendor.CREDENTIALS;
        };
    }

    /** The word of definitions and the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a word of the command line. */
    static Destination of(String word) {
        return Arrays.stream(values())
                .filter(destination -> destination.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new Stop(ExitCode.USAGE, missing(word)));
    }

    private static String missing(String word) {
        String sentence = "There is no loader for '" + word + "' in this build; --to takes one of: " + words() + ".";
        try {
            MappingFile.defaults(word.toLowerCase(Locale.ROOT));
            return sentence
                    + " Nothing can be sent there yet, but its mapping can be read, changed and tested up to the"
                    + " commands: migrate map show, map schema and map test, each with --to "
                    + word.toLowerCase(Locale.ROOT) + ".";
        } catch (MappingFile.UnknownDestination _) {
            return sentence;
        }
    }

    private static String words() {
        return Arrays.stream(values()).map(Destination::word).collect(Collectors.joining(", "));
    }
}
