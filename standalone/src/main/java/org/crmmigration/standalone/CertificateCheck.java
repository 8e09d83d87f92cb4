package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a verification certificate with nothing but the file: whether it is whole, and what it states. */
final class CertificateCheck {

    private CertificateCheck() {}

    /** What the certificate comes to. */
    static ExitCode of(Path file, PrintWriter out) {
        JsonNode certificate = read(file);
        String statement = certificate.path("statement").asString("");
        byte[] key = decoded(certificate, "publicKey");
        if (statement.isEmpty() || !genuine(statement, key, decoded(certificate, "signature"))) {
            out.println("NOT genuine: the statement is not what was signed. Ask for the certificate again.");
            out.flush();
            return ExitCode.BAD_INPUT;
        }
        JsonNode said = JsonMapper.shared().readTree(statement);
        boolean sound = said.path("sound").asBoolean(false);
        out.println("Genuine: signed with the key whose SHA-256 is " + fingerprint(key) + ".");
        out.println("It trusts that key alone: compare these digits with those you were told by another way.");
        out.println("Migration %s to %s%s, %s over %s, written %s: %s"
                .formatted(
                        said.path("migration").asString(""),
                        said.path("destination").asString(""),
                        said.path("sandbox").asBoolean(false) ? " (SANDBOX)" : "",
                        said.path("run").asString(""),
                        said.path("export").asString(""),
                        said.path("writtenAt").asString(""),
                        sound
                                ? "every row is accounted for and every object was read back as it should be."
                                : "NOT everything is as it should be."));
        out.flush();
        return sound ? ExitCode.OK : ExitCode.UNBALANCED;
    }

    private static JsonNode read(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw new Stop(ExitCode.BAD_INPUT, file + " cannot be read as a certificate; give certificate.json.", e);
        }
    }

    private static byte[] decoded(JsonNode certificate, String member) {
        try {
            return Base64.getDecoder().decode(certificate.path(member).asString(""));
        } catch (IllegalArgumentException e) {
            throw new Stop(ExitCode.BAD_INPUT, "The certificate's " + member + " is damaged.", e);
        }
    }

    private static boolean genuine(String statement, byte[] key, byte[] signed) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static String fingerprint(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
