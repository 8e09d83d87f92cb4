/** Records in, commands out: the mapping service as an application. */
@NullMarked
package org.crmmigration.mapping;

import org.jspecify.annotations.NullMarked;
