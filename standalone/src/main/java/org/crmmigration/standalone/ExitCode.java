package org.crmmigration.standalone;

/** What the process's exit status says; documented in docs/command-line.md. */
enum ExitCode {
    /** Every row is accounted for and nothing stands unexplained in the CRM. */
    OK(0),
    /** The run ended, and the ledger does not balance or verification found differences. */
    UNBALANCED(1),
    /** The command line was not understood. */
    USAGE(2),
    /** The files cannot be used. */
    BAD_INPUT(3),
    /** The CRM or its account file cannot be used: address, credentials, permissions. */
    CRM(4),
    /** The mapping cannot be used or was not confirmed. */
    MAPPING(5),
    /** Balanced, and some objects failed or are parked (only with {@code --strict}). */
    FAILURES(6),
    /** This machine is in the way: a port or a directory is in use, the disk is full. */
    MACHINE(7),
    /** Paused, for example until the day's budget is fresh; the same command goes on. */
    PAUSED(75);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
