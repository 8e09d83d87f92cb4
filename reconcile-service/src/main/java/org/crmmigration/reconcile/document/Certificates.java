package org.crmmigration.reconcile.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.reconcile.report.Report;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verification certificates: what was read, written and read back, as one line of JSON, signed. Whoever has the public key
 * checks it without this platform; {@code migrate report --check} does.
 */
final class Certificates {

    private final SigningKey key;
    private final JsonMapper json = JsonMapper.builder().build();

    Certificates(SigningKey key) {
        this.key = key;
    }

    /** The certificate of a report. */
    Document of(Report report, String generationChecksum) {
        Map<String, Object> statement = statement(report, generationChecksum);
        String text = json.writeValueAsString(statement);
        SigningKey.Signed signed = key.sign(text);
        Report.Verification found = report.verification();
        boolean sound = sound(report);
        return new Document("certificate", "Verification certificate", report.migration())
                .fact("statement", text)
                .fact("algorithm", "Ed25519")
                .fact("signature", signed.signature())
                .fact("publicKey", signed.publicKey())
                .verdict(
                        sound,
                        sound
                                ? "Every row is accounted for, and every object was read back as it should be."
                                : "Not everything is as it should be; see below.")
                .text(
                        "%d rows of %d files; %d objects and %d fields read back: %d equal, %d different for a known reason, %d different, %d objects not read."
                                .formatted(
                                        report.ledger().rowsIn(),
                                        report.ledger().byFile().size(),
                                        found.objects(),
                                        found.fields(),
                                        found.equal(),
                                        found.explained(),
                                        found.different(),
                                        found.missed()))
                .heading("How to check it")
                .text(
                        "certificate.json holds this statement and its signature. Where the platform is installed: migrate"
                                + " report --check certificate.json. Anywhere else: verify the Base64 signature over the UTF-8"
                                + " bytes of the member \"statement\" with the Ed25519 public key (X.509, Base64).")
                .table(
                        "Statement",
                        List.of("Statement", "Signature", "Public key"),
                        List.of(List.of(text, signed.signature(), signed.publicKey())));
    }

    private static boolean sound(Report report) {
        Report.Verification found = report.verification();
        return report.ledger().balanced() && found.objects() > 0 && found.different() == 0 && found.missed() == 0;
    }

    private static Map<String, Object> statement(Report report, String generationChecksum) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("migration", report.migration());
        statement.put("destination", report.destination());
        statement.put("sandbox", report.crm().sandbox());
        statement.put("state", report.state());
        statement.put("run", report.run());
        statement.put("export", report.export());
        statement.put("exportChecksum", generationChecksum);
        statement.put("mappingVersion", report.mappingVersion());
        statement.put("writtenAt", report.writtenAt().toString());
        Map<String, Object> files = new LinkedHashMap<>();
        report.ledger().byFile().forEach(file -> files.put(file.file(), file.sha256()));
        statement.put("filesSha256", files);
        statement.put("rowsIn", report.ledger().rowsIn());
        statement.put("balanced", report.ledger().balanced());
        statement.put("records", report.ledger().records());
        statement.put("verification", report.verification());
        statement.put("sound", sound(report));
        return statement;
    }
}
