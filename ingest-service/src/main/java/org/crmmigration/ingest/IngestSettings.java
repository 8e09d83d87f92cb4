package org.crmmigration.ingest;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of ingest-service; prefix {@code crm.ingest}.
 *
 * @param dataDir where staging databases and uploads lie; shared by all instances; holds personal data
 * @param parallel exports of different migrations at work at the same time in this instance
 * @param retryAfter how long an export that failed for a reason outside its data waits
 * @param awaitMigration how long a request waits for a migration that this instance does not know yet
 * @param pathsAllowed whether exports may be handed in as paths on this machine; for standalone
 */
@ConfigurationProperties("crm.ingest")
public record IngestSettings(
        @DefaultValue("./data/ingest") Path dataDir,
        @DefaultValue("2") int parallel,
        @DefaultValue("10s") Duration retryAfter,
        @DefaultValue("5s") Duration awaitMigration,
        @DefaultValue("true") boolean pathsAllowed) {}
