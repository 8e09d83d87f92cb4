package org.crmmigration.loader.engine;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.Finding;
import org.crmmigration.loader.port.Finding.Severity;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.jspecify.annotations.Nullable;

/** The look at an account before anything is written to it: passed once, and asked again until it is. */
final class Preflight {

    private final CrmClient client;
    private volatile List<Finding> findings = List.of();
    private volatile boolean passed;

    Preflight(CrmClient client) {
        this.client = client;
    }

    /**
     * Looks, unless it was passed already.
     *
     * @throws CrmFault.Unavailable when the administrator has to do something first, with what
     */
    void pass() {
        if (passed) {
            return;
        }
        List<Finding> found = client.preflight();
        findings = found;
        String asks = found.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::ask)
                .collect(joining("; "));
        if (!asks.isEmpty()) {
            throw new CrmFault.Unavailable(CrmFault.Detail.of("preflight", asks), true, null, null);
        }
        passed = true;
    }

    /** Whether nothing stood in the way. */
    boolean passed() {
        return passed;
    }

    /** What the last look found that stands in nobody's way, to be put behind a sentence; empty when nothing. */
    String noted() {
        String asks = findings.stream()
                .filter(finding -> finding.severity() != Severity.ERROR)
                .map(Finding::ask)
                .collect(joining("; "));
        return asks.isEmpty() ? "" : "; noted at the account: " + asks;
    }

    /** The same, one by one; null as long as nobody has looked. */
    @Nullable
    List<DestinationSchema.Note> notes() {
        return passed
                ? findings.stream()
                        .filter(finding -> finding.severity() != Severity.ERROR)
                        .map(finding ->
                                new DestinationSchema.Note(finding.severity().name(), finding.code(), finding.ask()))
                        .toList()
                : null;
    }

    /** What the last look found. */
    List<Finding> findings() {
        return findings;
    }
}
