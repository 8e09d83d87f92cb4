package org.crmmigration.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FarewellTest {

    private static final String SENTENCE = "nothing is lost, the same command goes on where it was";

    @Test
    void saysThatNothingIsLostWhenTheProcessIsToldToEnd() throws Exception {
        // Given
        Process process = start("open");
        assertThat(process.inputReader().readLine()).isEqualTo("ready");

        // When
        process.toHandle().destroy();

        // Then
        assertThat(said(process)).contains(SENTENCE);
    }

    @Test
    void saysNothingOnceItIsClosed() throws Exception {
        assertThat(said(start("closed"))).doesNotContain(SENTENCE);
    }

    private static Process start(String how) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Leaving.class.getName(),
                        how)
                .start();
    }

    private static String said(Process process) throws IOException, InterruptedException {
        String said = new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said;
    }

    /** A process with a farewell: it waits to be ended, or closes it and ends by itself. */
    static final class Leaving {

        @SuppressWarnings("SystemOut") // how the test hears of it
        public static void main(String[] how) throws InterruptedException {
            try (Farewell _ = new Farewell()) {
                if (how[0].equals("open")) {
                    System.out.println("ready");
                    new java.util.concurrent.CountDownLatch(1).await();
                }
            }
        }
    }
}
