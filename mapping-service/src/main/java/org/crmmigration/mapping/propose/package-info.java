/** Proposes what differs from a default mapping, from what an export holds and what the destination has already. */
@NullMarked
package org.crmmigration.mapping.propose;

import org.jspecify.annotations.NullMarked;
