/** The whole service against a broker, with the other services played by the test. */
@NullMarked
package org.crmmigration.reconcile;

import org.jspecify.annotations.NullMarked;
