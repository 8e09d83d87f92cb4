package org.crmmigration.loader.engine;

import java.time.Instant;

/**
 * Who writes intents.
 *
 * @param id the same as long as the data directory lives, different for every data directory
 * @param since when this process became the only one of that id, by locking the directory
 */
public record Owner(String id, Instant since) {}
