package org.crmmigration.ingest.inspect;

import java.util.List;
import org.crmmigration.ingest.inspect.Inspection.Decision;

/** The part of the page that comes first: what somebody has to decide. */
final class DecisionSection {

    private final Html html;
    private final List<Decision> decisions;

    DecisionSection(Html html, List<Decision> decisions) {
        this.html = html;
        this.decisions = decisions;
    }

    void write() {
        html.section(
                "decisions",
                "To decide",
                decisions.isEmpty()
                        ? "Nothing: no file or row is left out, nothing is assumed, nothing contradicts itself."
                        : "Before anything moves. What is not decided is done as the row says.");
        if (!decisions.isEmpty()) {
            html.head("severity", "what", "how");
            decisions.forEach(decision ->
                    html.row(List.of(Html.badge(decision.severity().name()), decision.what(), decision.how())));
            html.tail();
        }
        html.end();
    }
}
