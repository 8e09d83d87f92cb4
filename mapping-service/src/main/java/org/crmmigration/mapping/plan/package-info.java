/** The engine: records to objects, and the fields, labels and other vocabulary they need. Pure; knows no Kafka. */
@NullMarked
package org.crmmigration.mapping.plan;

import org.jspecify.annotations.NullMarked;
