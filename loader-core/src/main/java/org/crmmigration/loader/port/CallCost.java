package org.crmmigration.loader.port;

import java.util.Set;

/**
 * What one call costs.
 *
 * @param cost in the vendor's own currency, against the daily budget
 * @param windows names of the rolling windows it counts in
 */
public record CallCost(double cost, Set<String> windows) {}
