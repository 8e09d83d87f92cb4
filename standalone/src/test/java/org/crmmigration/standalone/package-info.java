/** The command line, as far as it can be tried without a platform. */
@NullMarked
package org.crmmigration.standalone;

import org.jspecify.annotations.NullMarked;
