/** The OData 4.0 text forms that Dataverse understands: paths, keys, query options, filters. Knows no data. */
@NullMarked
package org.crmmigration.sandbox.dynamics.odata;

import org.jspecify.annotations.NullMarked;
