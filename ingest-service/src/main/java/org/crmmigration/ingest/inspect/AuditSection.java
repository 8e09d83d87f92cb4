package org.crmmigration.ingest.inspect;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The part of the page about contacts that may be left behind. */
final class AuditSection {

    private final Html html;
    private final Audit audit;

    AuditSection(Html html, Audit audit) {
        this.html = html;
        this.audit = audit;
    }

    void write() {
        html.section(
                "audit",
                "Contacts: raw and clean",
                "%,d rows are %,d contacts, %,d of them clean. A contact may be of several classes; \u201conly\u201d counts"
                                .formatted(audit.rows(), audit.contacts(), audit.clean())
                        + " those of one class alone. Calls are writes saved, estimated: the contacts with their notes, and"
                        + " in brackets with everything that belongs to them.");
        html.head("class", "what it means", "#contacts", "#only", "share", "theirs", "calls saved");
        audit.classes().stream().filter(saving -> saving.contacts() > 0).forEach(this::row);
        row(audit.all());
        html.tail();
        String found = audit.classes().stream()
                .filter(saving -> saving.contacts() > 0)
                .map(Audit.Saving::flag)
                .collect(Collectors.joining(", "));
        if (!found.isEmpty()) {
            html.raw("<p>To leave classes behind, name them in the mapping file, for example all of them:</p><pre>")
                    .text("suppress: [" + found + "]")
                    .raw("</pre>");
        }
        html.end();
    }

    private void row(Audit.Saving saving) {
        html.row(List.of(
                saving.flag(),
                saving.about(),
                saving.contacts(),
                saving.only(),
                Html.bar(saving.contacts(), audit.contacts()),
                words(saving.theirs()),
                new Html.Cell(
                        "<span class=\"day\">" + Html.escape(calls(saving)).replace("\n", "<br>") + "</span>")));
    }

    private static String words(Map<String, Long> theirs) {
        return new TreeMap<>(theirs)
                .entrySet().stream()
                        .map(entry -> "%,d %s"
                                .formatted(entry.getValue(), entry.getKey() + (entry.getValue() == 1 ? "" : "s")))
                        .collect(Collectors.joining(", "));
    }

    private static String calls(Audit.Saving saving) {
        return new TreeMap<>(saving.calls())
                .entrySet().stream()
                        .map(entry -> "%s %,d (%,d)"
                                .formatted(
                                        entry.getKey(),
                                        entry.getValue(),
                                        saving.callsWithTheirs().getOrDefault(entry.getKey(), 0L)))
                        .collect(Collectors.joining("\n"));
    }
}
