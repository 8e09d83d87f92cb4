/** Tests of proposals. */
@NullMarked
package org.crmmigration.mapping.propose;

import org.jspecify.annotations.NullMarked;
