/** The OData text forms, without a server. */
@NullMarked
package org.crmmigration.sandbox.dynamics.odata;

import org.jspecify.annotations.NullMarked;
