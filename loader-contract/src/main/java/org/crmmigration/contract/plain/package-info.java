/** A loader for the plain sandbox, as a process, and what mapping and reconcile would write: for proofs by killing. */
@NullMarked
package org.crmmigration.contract.plain;

import org.jspecify.annotations.NullMarked;
