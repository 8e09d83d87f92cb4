package org.crmmigration.reconcile.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class UndecodedTest {

    @Test
    void waitsForARegistryThatIsAway() {
        assertThat(Undecoded.mayPass(new SerializationException("away", new IOException("refused"))))
                .isTrue();
    }

    @Test
    void doesNotWaitForAFrameThatIsNone() {
        assertThat(Undecoded.mayPass(new SerializationException("no magic byte")))
                .isFalse();
        assertThat(Undecoded.mayPass(null)).isFalse();
    }
}
