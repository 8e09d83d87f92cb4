package org.crmmigration.mapping;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the mapping service; prefix {@code crm.mapping}.
 *
 * @param dataDir directory of drafts; what is confirmed stands on the commands topic
 * @param parallelRuns runs side by side, at least 1; each holds 16 bytes per contact and company
 * @param chunk messages in one transaction, 1 to 10000; larger is quicker, smaller repeats less work after a kill
 * @param retryPause before a run that failed is tried again
 * @param surveyAhead whether an export is surveyed once it is complete and its mapping confirmed, before a run asks for it
 */
@ConfigurationProperties("crm.mapping")
public record MappingSettings(
        @DefaultValue("data/mapping") Path dataDir,
        @DefaultValue("2") int parallelRuns,
        @DefaultValue("2000") int chunk,
        @DefaultValue("5s") Duration retryPause,
        @DefaultValue("true") boolean surveyAhead) {

    /** Refuses values out of range. */
    public MappingSettings {
        if (parallelRuns < 1 || chunk < 1 || chunk > 10_000) {
            throw new IllegalArgumentException("crm.mapping: parallel-runs is at least 1, chunk 1 to 10000");
        }
    }
}
