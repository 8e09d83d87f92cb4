/** Tests of the engine. */
@NullMarked
package org.crmmigration.mapping.plan;

import org.jspecify.annotations.NullMarked;
