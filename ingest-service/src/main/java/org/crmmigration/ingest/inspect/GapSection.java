package org.crmmigration.ingest.inspect;

import java.util.List;

/** The part of the page about what is to be rebuilt by hand, and what is missing or cannot be recovered. */
final class GapSection {

    private final Html html;
    private final Inspection inspection;

    GapSection(Html html, Inspection inspection) {
        this.html = html;
        this.inspection = inspection;
    }

    void write() {
        if (!inspection.worksheet().isEmpty()) {
            html.section("worksheet", "Worksheet", "What is to be rebuilt by hand, as the customer wrote it down.");
            html.head("what", "name", "purpose", "starts when", "steps", "active", "recommended", "notes");
            inspection
                    .worksheet()
                    .forEach(item -> html.row(List.of(
                            item.what(),
                            item.name(),
                            item.purpose(),
                            item.trigger(),
                            item.steps(),
                            item.active(),
                            item.recommended(),
                            item.notes())));
            html.tail().end();
        }
        html.section("gaps", "Gaps", "What is missing or cannot be recovered, and what can be done.");
        html.head("what", "why", "what to do");
        inspection.gaps().forEach(gap -> html.row(List.of(gap.what(), gap.why(), gap.advice())));
        html.tail().end();
    }
}
