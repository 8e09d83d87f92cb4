/** The load engine's settings, accounts and Spring configuration; one {@code LoaderService} per vendor. */
@NullMarked
package org.crmmigration.loader;

import org.jspecify.annotations.NullMarked;
