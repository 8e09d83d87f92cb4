/** The registry's client and the codec against a scripted registry on the loopback. */
@NullMarked
package org.crmmigration.messaging.registry;

import org.jspecify.annotations.NullMarked;
