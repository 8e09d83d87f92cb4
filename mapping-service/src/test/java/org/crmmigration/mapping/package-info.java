/** Tests of the service as a whole. */
@NullMarked
package org.crmmigration.mapping;

import org.jspecify.annotations.NullMarked;
