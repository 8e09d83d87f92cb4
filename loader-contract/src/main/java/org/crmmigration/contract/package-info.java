/** The contract kit: every promise of the CrmClient port, run against a vendor's sandbox. */
@NullMarked
package org.crmmigration.contract;

import org.jspecify.annotations.NullMarked;
