/** No vendor's API: a CRM reduced to what a load engine needs, many accounts in one server, for proofs by measurement. */
@NullMarked
package org.crmmigration.sandbox.plain;

import org.jspecify.annotations.NullMarked;
