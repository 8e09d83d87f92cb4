package org.crmmigration.reconcile.rollback;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.reconcile.report.Html;
import org.jspecify.annotations.Nullable;

/** Preview and report of a rollback as pages a customer can read, print and keep. */
public final class RollbackPages {

    private RollbackPages() {}

    /** The preview as a page. */
    public static String of(RollbackPreview preview) {
        Html html = Html.document("Rollback preview: " + preview.migration());
        html.element(
                "p",
                "Nothing was written for this preview. As of " + preview.writtenAt() + " (UTC)."
                        + scope(preview.scope()));
        html.element(
                "p",
                "verdict ok",
                "%s objects would be deleted, %s restored; about %s calls%s."
                        .formatted(
                                Html.number(preview.deletes()),
                                Html.number(preview.restores()),
                                Html.number(preview.calls()),
                                preview.seconds() == null ? "" : ", " + words(preview.seconds())));
        html.list(preview.remarks());
        html.table(
                "What would happen, in this order",
                List.of(
                        "Type",
                        "Deleted",
                        "Deleted if there",
                        "Restored",
                        "Were there before, stay",
                        "Stay as they are"),
                preview.types().stream()
                        .map(type -> List.of(
                                type.objectType(),
                                Html.number(type.delete()),
                                Html.number(type.unanswered()),
                                Html.number(type.restore()),
                                Html.number(type.adopted()),
                                Html.number(type.earlier())))
                        .toList());
        html.element("h2", "What persons changed since");
        if (preview.looked() == null) {
            html.element("p", "Not looked at.");
        } else {
            html.element(
                    "p",
                    "%s objects were changed and would stay; %s were deleted by somebody. Looked at by %s."
                            .formatted(
                                    Html.number(preview.keptCount()), Html.number(preview.gone()), preview.looked()));
            kept(html, preview.kept());
        }
        return html.end();
    }

    /** The report as a page. */
    public static String of(RollbackReport report) {
        Html html = Html.document("Rollback report: " + report.migration());
        html.element(
                "p",
                "%s of the migration to %s. State: %s. Written %s (UTC).%s"
                        .formatted(
                                report.run(),
                                report.destination(),
                                report.state().toLowerCase(Locale.ROOT).replace('_', ' '),
                                report.writtenAt(),
                                scope(report.scope())));
        if (report.sandbox()) {
            html.element("p", "sandbox", "Rehearsal: a sandbox stood in for the CRM.");
        }
        verdict(html, report);
        html.table(
                "By type, in the order they were taken back",
                List.of("Type", "Objects", "Deleted", "Restored", "Nothing to do", "Kept", "Stuck", "Waiting"),
                report.types().stream()
                        .map(type -> List.of(
                                type.objectType(),
                                Html.number(type.commands()),
                                Html.number(type.deleted()),
                                Html.number(type.restored()),
                                Html.number(type.unchanged()),
                                Html.number(type.kept()),
                                Html.number(type.stuck()),
                                Html.number(type.waiting())))
                        .toList());
        html.element(
                "p",
                "Read back afterwards: %s objects, %s as expected (deleted ones gone, restored ones as before), %s not, %s not read."
                        .formatted(
                                Html.number(report.verification().objects()),
                                Html.number(report.verification().asExpected()),
                                Html.number(report.verification().different()),
                                Html.number(report.verification().unread())));
        html.element("p", "It took " + Html.number(report.calls()) + " calls.");
        html.element("h2", "What stayed for what persons changed");
        kept(html, report.kept());
        return html.end();
    }

    private static void verdict(Html html, RollbackReport report) {
        long stuck = report.types().stream()
                .mapToLong(RollbackReport.TypeResult::stuck)
                .sum();
        if (!report.finished()) {
            html.element("p", "verdict bad", "The rollback has not come to its end.");
        } else if (stuck > 0 || report.verification().different() > 0) {
            html.element("p", "verdict bad", "Taken back, but for what is listed as stuck or different below.");
        } else {
            html.element(
                    "p",
                    "verdict ok",
                    report.keptCount() == 0
                            ? "Taken back: everything the migration wrote is gone or as it was."
                            : "Taken back, but for %s objects that stay for what persons changed."
                                    .formatted(Html.number(report.keptCount())));
        }
    }

    private static void kept(Html html, List<Kept> kept) {
        if (kept.isEmpty()) {
            html.element("p", "Nothing.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Kept object : kept) {
            if (object.fields().isEmpty()) {
                rows.add(List.of(object.object(), text(object.crmId()), because(object), "", "", ""));
            }
            for (Kept.Field field : object.fields()) {
                rows.add(List.of(
                        object.object(),
                        text(object.crmId()),
                        because(object),
                        field.field(),
                        text(field.ours()),
                        text(field.theirs())));
            }
        }
        html.table(
                "Objects left as they are, with both values",
                List.of("Object", "Id in the CRM", "Why", "Field", "As written by the migration", "As it is now"),
                rows);
    }

    private static String because(Kept object) {
        return object.because() == null ? object.reason() : object.reason() + ": " + object.because();
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String scope(RunScope scope) {
        if (scope.part().equals(RunScope.Part.WHOLE) && scope.keys().isEmpty()) {
            return "";
        }
        RunScope.Part part = scope.part();
        return " Scope:"
                + (part.sinceRun() == null ? "" : " written since " + part.sinceRun())
                + (part.phase() == null ? "" : " phase " + part.phase())
                + (part.objectType() == null ? "" : " type " + part.objectType())
                + (scope.keys().isEmpty() ? "" : " " + scope.keys().size() + " keys")
                + ".";
    }

    private static String words(long seconds) {
        return seconds < 120
                ? seconds + " seconds"
                : seconds < 7200 ? seconds / 60 + " minutes" : seconds / 3600 + " hours";
    }
}
