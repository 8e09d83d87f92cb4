package org.crmmigration.dynamics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the Dynamics loader works, beside what the account file says.
 *
 * @param prefix customization prefix of everything created, 2 to 8 letters and digits, starting with a letter
 * @param publisher unique name of the publisher that is used or made
 * @param solution unique name of the unmanaged solution everything created joins
 * @param optionPrefix first digits of option values, 10000 to 99999
 * @param language language code of labels, 1033 is English; 0 takes those the environment keeps its own labels in
 * @param rowsPerCall rows of one CreateMultiple, 1 to 1000; the vendor recommends 100 to start with
 * @param callsPerBatch calls of one $batch, 1 to 1000; the vendor recommends about 10 and more in parallel
 * @param bypassCustomLogic skip the customer's own synchronous and asynchronous plug-ins and workflows; needs
 *     prvBypassCustomBusinessLogic
 * @param suppressFlows start no Power Automate flows
 * @param keyPause between two looks at an alternate key whose index is being built
 * @param keyPatience how long such an index may take before the key is reported as not active
 */
@ConfigurationProperties("crm.dynamics")
public record DynamicsSettings(
        @DefaultValue("kartra") String prefix,
        @DefaultValue("kartramigration") String publisher,
        @DefaultValue("KartraMigration") String solution,
        @DefaultValue("72700") int optionPrefix,
        @DefaultValue("0") int language,
        @DefaultValue("100") int rowsPerCall,
        @DefaultValue("10") int callsPerBatch,
        @DefaultValue("false") boolean bypassCustomLogic,
        @DefaultValue("true") boolean suppressFlows,
        @DefaultValue("5s") Duration keyPause,
        @DefaultValue("5m") Duration keyPatience) {

    /** Refuses what Dataverse would refuse. */
    public DynamicsSettings {
        if (!prefix.matches("[a-z][a-z0-9]{1,7}") || prefix.startsWith("mscrm")) {
            throw new IllegalArgumentException("crm.dynamics.prefix is 2 to 8 lower-case letters and digits");
        }
        if (optionPrefix < 10_000 || optionPrefix > 99_999) {
            throw new IllegalArgumentException("crm.dynamics.option-prefix is 10000 to 99999");
        }
        if (rowsPerCall < 1 || rowsPerCall > 1000 || callsPerBatch < 1 || callsPerBatch > 1000) {
            throw new IllegalArgumentException("crm.dynamics rows-per-call and calls-per-batch are 1 to 1000");
        }
    }

    /** Headers of every call that writes, of each in a batch too: a batch does not hand them on. */
    Map<String, String> writing() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (suppressFlows) {
            headers.put("MSCRM.SuppressCallbackRegistrationExpanderJob", "true");
        }
        if (bypassCustomLogic) {
            headers.put("MSCRM.BypassBusinessLogicExecution", "CustomSync,CustomAsync");
        }
        return headers;
    }

    /** What holds when nothing is configured. */
    public static DynamicsSettings defaults() {
        return new DynamicsSettings(
                "kartra",
                "kartramigration",
                "KartraMigration",
                72_700,
                0,
                100,
                10,
                false,
                true,
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
    }
}
