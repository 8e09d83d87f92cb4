package org.crmmigration.ingest.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.file.Dialect;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.StagedFile;
import org.crmmigration.messaging.record.Finding.Severity;

/** What is to be said about a file as a whole. */
final class FileFindings {

    private final String file;
    private final Findings findings;

    FileFindings(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** Says that a file was read before. In a later export that is as usual as what has not changed in it. */
    static void repeated(Findings findings, FileTable files, StagedFile file, String earlier) {
        Severity severity = files.earlier(earlier, file) ? Severity.INFO : Rule.F04.severity();
        findings.add(Rule.F04, severity, Where.file(file.input().name()), null, "it is " + earlier);
    }

    /** Why a file whose dates can only be read by assumption is rejected in strict mode, if it is. */
    static Optional<String> undecided(Header header, RowStaging staging, ExportSettings settings) {
        List<String> zoneless = settings.zoneStated() ? List.of() : zoneless(header, staging);
        if (!zoneless.isEmpty()) {
            return Optional.of("nobody stated the time zone of " + zoneless.getFirst());
        }
        for (int i = 0; i < header.names().size(); i++) {
            ColumnProfile profile = staging.profiles().get(i);
            boolean dates = ColumnRole.of(header.names().get(i)) == ColumnRole.DATE && profile.filled() > 0;
            if (dates && ambiguous(profile, settings)) {
                return Optional.of(
                        "nothing tells day from month in " + header.titles().get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean ambiguous(ColumnProfile profile, ExportSettings settings) {
        return profile.contradictory()
                || (profile.orderUnknown() && settings.dateOrder().isEmpty());
    }

    void report(Probe probe, Dialect dialect, Header header, RowStaging staging, ExportSettings settings) {
        if (!probe.charset().equals(StandardCharsets.UTF_8)) {
            say(Rule.F07, "", "it was read as " + probe.charset().name());
        }
        if (staging.garbled() > 0) {
            say(Rule.F07, "", staging.garbled() + " cells hold text that was decoded wrongly before");
        }
        if (dialect.delimiter() != ',') {
            say(Rule.F08, "", "its delimiter is " + (dialect.delimiter() == '\t' ? "a tab" : dialect.delimiter()));
        }
        if (header.kind() == FileKind.CONTACTS && !header.has("created_at")) {
            say(Rule.C08, "", "the file has no column for it");
        }
        assumedCurrency(header, staging, settings);
        assumedZone(header, staging, settings);
        for (int i = 0; i < header.titles().size(); i++) {
            order(
                    header.titles().get(i),
                    header.names().get(i),
                    staging.profiles().get(i),
                    settings);
        }
        if (header.currencies().size() > 1) {
            say(Rule.T08, "", "the headers name " + String.join(" and ", header.currencies()));
        }
    }

    /** Transactions without any currency are rejected; other amounts are read in the one that is assumed. */
    private void assumedCurrency(Header header, RowStaging staging, ExportSettings settings) {
        if (!header.currencies().isEmpty()
                || header.has("currency")
                || settings.currency().isPresent()) {
            return;
        }
        for (int i = 0; i < header.names().size(); i++) {
            boolean amount = ColumnRole.of(header.names().get(i)) == ColumnRole.AMOUNT;
            if (amount && staging.profiles().get(i).filled() > 0) {
                say(
                        Rule.T08,
                        header.titles().get(i),
                        "nothing names it; " + ExportSettings.ASSUMED_CURRENCY
                                + " is assumed unless the setting currency says otherwise");
                return;
            }
        }
    }

    private void assumedZone(Header header, RowStaging staging, ExportSettings settings) {
        if (!settings.zoneStated() && !zoneless(header, staging).isEmpty()) {
            say(Rule.F11, "", "nobody stated the time zone; it is taken to be " + settings.zone());
        }
    }

    /** Columns with dates that do not say their offset. */
    private static List<String> zoneless(Header header, RowStaging staging) {
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < header.names().size(); i++) {
            if (ColumnRole.of(header.names().get(i)) == ColumnRole.DATE
                    && staging.profiles().get(i).zoneless()) {
                titles.add(header.titles().get(i));
            }
        }
        return titles;
    }

    private void order(String title, String name, ColumnProfile profile, ExportSettings settings) {
        boolean dates = ColumnRole.of(name) == ColumnRole.DATE || profile.allDays();
        if (!dates) {
            return;
        }
        if (profile.contradictory()) {
            findings.add(
                    Rule.F11,
                    Severity.ERROR,
                    new Where(file, 0, title),
                    null,
                    "some cells have the day first, others the month");
        } else if (ambiguous(profile, settings)) {
            say(Rule.F11, title, "nothing in the column tells day from month");
        } else if (profile.dateOrder().isPresent()
                && settings.dateOrder().isPresent()
                && !profile.dateOrder().equals(settings.dateOrder())) {
            say(Rule.F11, title, "the column contradicts the date order that the settings state; the column counts");
        }
    }

    private void say(Rule rule, String column, String detail) {
        findings.add(rule, new Where(file, 0, column), null, detail);
    }
}
