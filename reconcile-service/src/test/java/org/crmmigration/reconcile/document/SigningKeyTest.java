package org.crmmigration.reconcile.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    Path directory;

    @Test
    void signsWithAKeyThatOutlivesTheProcess() throws GeneralSecurityException {
        // Given
        SigningKey.Signed before = new SigningKey(directory).sign("rows: 82");

        // When
        SigningKey.Signed after = new SigningKey(directory).sign("rows: 82");

        // Then
        assertThat(after.publicKey()).isEqualTo(before.publicKey());
        assertThat(genuine("rows: 82", after)).isTrue();
        assertThat(genuine("rows: 83", after)).isFalse();
    }

    private static boolean genuine(String text, SigningKey.Signed signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(signed.publicKey()))));
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getDecoder().decode(signed.signature()));
    }
}
