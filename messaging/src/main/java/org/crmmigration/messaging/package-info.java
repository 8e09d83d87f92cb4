/** What every service shares to talk over topics, and its wiring. */
@NullMarked
package org.crmmigration.messaging;

import org.jspecify.annotations.NullMarked;
