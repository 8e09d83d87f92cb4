/** Tries a mapping on a handful of records written as JSON, without Kafka; for the engineer of a migration. */
@NullMarked
package org.crmmigration.mapping.kit;

import org.jspecify.annotations.NullMarked;
