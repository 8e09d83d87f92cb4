package org.crmmigration.ingest.inspect;

import java.util.List;
import java.util.Locale;

/** The parts of the page about fields: completeness, values, candidates for choice fields, what tags betray. */
final class FieldSection {

    private static final int SHOWN = 12;

    private final Html html;
    private final Inspection inspection;

    FieldSection(Html html, Inspection inspection) {
        this.html = html;
        this.inspection = inspection;
    }

    void write() {
        html.section("fields", "Completeness", "How many records of a kind have a value in a field.");
        List<Counted.KindCount> kinds = inspection.census().kinds();
        kinds.stream().filter(kind -> kind.kind().equals("contact")).forEach(this::completeness);
        kinds.stream().filter(kind -> !kind.kind().equals("contact")).forEach(this::completeness);
        html.end();
        html.section("values", "Values", "The most frequent values of fields that people choose from.");
        inspection.census().kinds().forEach(this::values);
        html.end();
        picklists();
        signs();
    }

    private void completeness(Counted.KindCount kind) {
        html.raw(kind.kind().equals("contact") ? "<details open><summary>" : "<details><summary>")
                .text("%s, %,d records".formatted(kind.kind(), kind.records()))
                .raw("</summary>");
        if (kind.first() != null) {
            html.raw("<p class=\"about\">")
                    .text("from " + Html.day(kind.first()) + " to " + Html.day(kind.last()))
                    .raw("</p>");
        }
        html.head("field", "#filled", "share");
        kind.fields()
                .forEach(field ->
                        html.row(List.of(field.field(), field.filled(), Html.bar(field.filled(), kind.records()))));
        html.tail().raw("</details>");
    }

    private void values(Counted.KindCount kind) {
        List<Counted.FieldCount> counted =
                kind.fields().stream().filter(field -> field.distinct() > 0).toList();
        if (counted.isEmpty() || List.of("tag", "list", "custom_field").contains(kind.kind())) {
            return;
        }
        html.raw("<h3>").text(kind.kind()).raw("</h3><div class=\"cards\">");
        for (Counted.FieldCount field : counted) {
            html.raw("<div class=\"card\"><h4>")
                    .text(field.field())
                    .raw("</h4><p class=\"about\">")
                    .text(String.format(Locale.ROOT, "%,d values in %,d records", field.distinct(), field.filled()))
                    .raw("</p><table>");
            field.top().stream()
                    .limit(SHOWN)
                    .forEach(value ->
                            html.row(List.of(value.value(), value.count(), Html.bar(value.count(), field.filled()))));
            html.raw("</table></div>");
        }
        html.raw("</div>");
    }

    private void picklists() {
        if (inspection.picklists().isEmpty()) {
            return;
        }
        html.section("picklists", "Candidates for choice fields", "Custom fields with few values.");
        html.head("field", "#filled", "#values", "values");
        inspection
                .picklists()
                .forEach(field -> html.row(List.of(
                        field.field(),
                        field.filled(),
                        field.values().size(),
                        String.join(
                                ", ",
                                field.values().stream()
                                        .map(Counted.ValueCount::value)
                                        .toList()))));
        html.tail().end();
    }

    private void signs() {
        if (inspection.census().signs().isEmpty()) {
            return;
        }
        html.section("behaviours", "What tags betray", "By which rule; the rules can be edited.");
        html.head("behaviour", "tag", "#contacts", "rule");
        inspection
                .census()
                .signs()
                .forEach(sign -> html.row(List.of(sign.behaviour(), sign.tag(), sign.contacts(), sign.rule())));
        html.tail().end();
    }
}
