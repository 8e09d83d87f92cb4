/** Tests of the package. */
@NullMarked
package org.crmmigration.ingest.behaviour;

import org.jspecify.annotations.NullMarked;
