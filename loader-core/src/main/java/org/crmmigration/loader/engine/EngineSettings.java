package org.crmmigration.loader.engine;

import java.nio.file.Path;

/**
 * How lanes work.
 *
 * @param views directory of the lanes' views
 * @param queueFull commands waiting in a lane at which its partition is paused
 * @param queueLow commands at which it is resumed
 * @param canaryObjects first objects of each type and phase that are read back at once
 * @param canaryDifferent share of them that may differ before the lane stops
 */
public record EngineSettings(
        Path views, int queueFull, int queueLow, int canaryObjects, double canaryDifferent, JournalSettings journal) {}
