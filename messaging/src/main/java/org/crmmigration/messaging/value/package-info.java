/** Values, keys and keyed hashes as every message carries them. */
@NullMarked
package org.crmmigration.messaging.value;

import org.jspecify.annotations.NullMarked;
