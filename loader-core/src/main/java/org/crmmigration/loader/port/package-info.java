/** What a vendor implements: the client, its capabilities, its limits, and the faults every call can end in. */
@NullMarked
package org.crmmigration.loader.port;

import org.jspecify.annotations.NullMarked;
