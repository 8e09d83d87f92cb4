package org.crmmigration.loader;

import java.nio.file.Path;
import java.time.Duration;
import org.crmmigration.loader.engine.EngineSettings;
import org.crmmigration.loader.engine.JournalSettings;
import org.crmmigration.loader.http.LaneClients.CallSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How loaders work; prefix {@code crm.loader}.
 *
 * @param dataDir directory of the lanes' views and of what accounts have used; one instance alone writes it, and it can
 *     be deleted while the instance is down
 * @param connectTimeout until a connection stands
 * @param callTimeout hard time-out of one call, from the request to the last byte of the answer
 * @param callAttempts how often one request is sent at most when it fails in a way that is safe to repeat
 * @param retryFirst longest first pause before a repetition; doubles with each
 * @param retryLongest longest pause before a repetition
 * @param startWindow how long after its intent was committed a writing call may start
 * @param settle how long after its end on our side a CRM may still be carrying a call out; a create whose answer was
 *     lost is not looked for earlier
 * @param createAttempts how often a create without effect is tried before it is parked
 * @param ledgerGather how long intents and outcomes are gathered for one transaction
 * @param queueFull commands waiting in a lane at which its partition is paused
 * @param queueLow commands at which it is resumed
 * @param canaryObjects first objects of each type and phase that are read back at once; 0 for none
 * @param canaryDifferent share of them that may differ before the lane stops, 0 to 1
 * @param probeFirst longest first pause before a CRM that cannot be used is probed; doubles with each
 * @param probeLongest longest pause between probes
 */
@ConfigurationProperties("crm.loader")
public record LoaderSettings(
        @DefaultValue("data/loader") Path dataDir,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration callTimeout,
        @DefaultValue("5") int callAttempts,
        @DefaultValue("500ms") Duration retryFirst,
        @DefaultValue("20s") Duration retryLongest,
        @DefaultValue("10s") Duration startWindow,
        @DefaultValue("10s") Duration settle,
        @DefaultValue("5") int createAttempts,
        @DefaultValue("5ms") Duration ledgerGather,
        @DefaultValue("200") int queueFull,
        @DefaultValue("50") int queueLow,
        @DefaultValue("3") int canaryObjects,
        @DefaultValue("0.5") double canaryDifferent,
        @DefaultValue("1s") Duration probeFirst,
        @DefaultValue("60s") Duration probeLongest) {

    /** The part the engine wants. */
    EngineSettings engine() {
        return new EngineSettings(
                dataDir.resolve("views"),
                queueFull,
                queueLow,
                canaryObjects,
                canaryDifferent,
                new JournalSettings(startWindow, callTimeout, settle, createAttempts));
    }

    /** The part a client's chain wants. */
    CallSettings calls() {
        return new CallSettings(callTimeout, callAttempts);
    }
}
