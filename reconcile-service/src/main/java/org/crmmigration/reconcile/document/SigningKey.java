package org.crmmigration.reconcile.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The key pair this installation signs certificates with (Ed25519), in a file only its owner reads, made at first use.
 * The public key stands in every certificate; its fingerprint is what a customer is told once by another way.
 */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String FILE = "certificate.key";

    private final Path directory;

    /** The key in a directory of secrets. */
    public SigningKey(Path directory) {
        this.directory = directory;
    }

    /** A signature and the key to check it with, both in Base64. */
    record Signed(String signature, String publicKey) {}

    /** Signs a text. */
    synchronized Signed sign(String text) {
        List<String> keys = keys();
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(keys.getFirst())));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return new Signed(Base64.getEncoder().encodeToString(signature.sign()), keys.getLast());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the certificate cannot be signed; is " + directory.resolve(FILE) + " damaged?", e);
        }
    }

    private List<String> keys() {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                Base64.Encoder text = Base64.getEncoder();
                Files.createDirectories(directory);
                Path draft = Files.createTempFile(directory, "certificate", ".draft");
                Files.writeString(
                        draft,
                        text.encodeToString(pair.getPrivate().getEncoded())
                                + "\n"
                                + text.encodeToString(pair.getPublic().getEncoded()));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key cannot be kept in " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
