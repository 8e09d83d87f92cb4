package org.crmmigration.reconcile.document;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.reconcile.ledger.GenerationStanding;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.life.MigrationView;
import org.crmmigration.reconcile.report.Report;
import org.crmmigration.reconcile.report.ReportBuilder;

/** Makes the documents of a migration from its ledger, as of now. */
public final class DocumentSet {

    /** Names of the documents, in the order a migration comes by them. */
    public static final List<String> NAMES =
            List.of("scope", "data-quality", "phases", "money", "certificate", "failures", "completion", "inventory");

    private final ReportBuilder reports;
    private final Certificates certificates;

    /** Documents with the figures of these reports, certificates signed with this key. */
    public DocumentSet(ReportBuilder reports, SigningKey key) {
        this.reports = reports;
        this.certificates = new Certificates(key);
    }

    /** The document of a name; empty when there is none of that name. */
    public Optional<Document> find(String name, MigrationView view, OpenLedger ledger) {
        Report report = reports.build(view, ledger);
        return switch (name) {
            case "scope" -> Optional.of(ScopeDocument.of(report, ledger));
            case "data-quality" -> Optional.of(QualityDocument.of(report));
            case "phases" -> Optional.of(PhasesDocument.of(report, ledger));
            case "money" -> Optional.of(MoneyDocument.of(report, ledger));
            case "certificate" -> Optional.of(certificates.of(report, checksum(report, ledger)));
            case "failures" -> Optional.of(FailuresDocument.of(report));
            case "completion" -> Optional.of(CompletionDocument.of(report));
            case "inventory" -> Optional.of(InventoryDocument.of(report));
            default -> Optional.empty();
        };
    }

    private static String checksum(Report report, OpenLedger ledger) {
        return ledger.standing()
                .generation(Objects.requireNonNullElse(report.export(), ""))
                .map(GenerationStanding::completed)
                .map(ExportCompleted::checksum)
                .orElse("");
    }
}
