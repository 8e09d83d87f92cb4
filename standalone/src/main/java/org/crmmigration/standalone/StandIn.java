package org.crmmigration.standalone;

import org.crmmigration.sandbox.Sandbox;

/**
 * A sandbox that has been started.
 *
 * @param accountFile content of the account file that leads to it
 */
record StandIn(Sandbox sandbox, String accountFile) {}
