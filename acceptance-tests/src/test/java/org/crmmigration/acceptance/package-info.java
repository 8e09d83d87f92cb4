/** Whole migrations as processes of their own, against sandboxes of this process, disturbed and killed. */
@NullMarked
package org.crmmigration.acceptance;

import org.jspecify.annotations.NullMarked;
