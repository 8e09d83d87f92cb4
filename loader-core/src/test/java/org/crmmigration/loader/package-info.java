/** A CRM made for tests, and the loaders against it with a real broker. */
@NullMarked
package org.crmmigration.loader;

import org.jspecify.annotations.NullMarked;
