package org.crmmigration.standalone;

/** Ends a command with one clear sentence and an exit code. */
final class Stop extends RuntimeException {

    private final ExitCode code;

    Stop(ExitCode code, String sentence) {
        super(sentence);
        this.code = code;
    }

    Stop(ExitCode code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
