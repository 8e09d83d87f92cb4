package org.crmmigration.ingest.read;

import java.util.List;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.file.Dialect;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;

/** What is to be said about a file as a whole. */
final class FileFindings {

    private final String file;
    private final Findings findings;

    FileFindings(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void report(Probe probe, Dialect dialect, Header header, RowStaging staging) {
        if (probe.guessed()) {
            say(Rule.F07, "", "it was read as " + Probe.FALLBACK.name());
        } else if (staging.garbled() * 1000 > staging.rows()) {
            say(Rule.F07, "", staging.garbled() + " rows hold text that was decoded wrongly before");
        }
        if (dialect.delimiter() != ',') {
            say(Rule.F08, "", "its delimiter is " + (dialect.delimiter() == '\t' ? "a tab" : dialect.delimiter()));
        }
        header.doubled().forEach(title -> say(Rule.F09, title, ""));
        List<String> unknown = header.unknown();
        if (!unknown.isEmpty() && header.kind() != FileKind.CUSTOM_FIELDS) {
            say(Rule.F10, "", String.join(", ", unknown));
        }
        for (int i = 0; i < header.titles().size(); i++) {
            if (staging.profiles().get(i).orderUnknown()) {
                say(Rule.F11, header.titles().get(i), "nothing in the column tells day from month");
            }
        }
    }

    private void say(Rule rule, String column, String detail) {
        findings.add(rule, new Where(file, 0, column), null, detail);
    }
}
