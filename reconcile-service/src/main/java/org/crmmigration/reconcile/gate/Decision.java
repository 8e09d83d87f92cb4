package org.crmmigration.reconcile.gate;

/** What a run needs next. */
sealed interface Decision {

    /** Nothing to do until more has been read. */
    record Wait(String reason) implements Decision {}

    /** The phase before is accounted for: open this one. */
    record Open(int phase, String reason) implements Decision {}

    /** A person has to look before this phase's gate opens, or before the phase can be accounted for. */
    record Hold(int phase, String sentence) implements Decision {}

    /** The mapping's phases are accounted for: write the verification phase. */
    record Verify(int attempt) implements Decision {}

    /** Everything is accounted for, verification included. */
    record Finish() implements Decision {}
}
