package org.crmmigration.loader.budget;

import java.time.Instant;
import org.crmmigration.loader.port.CrmFault.RateLimited.Scope;

/** The server told us to stop: why, and until when. */
public record Hold(Scope why, Instant until) {}
