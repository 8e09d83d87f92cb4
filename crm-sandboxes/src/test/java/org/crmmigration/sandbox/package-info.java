/** Tests of what the sandboxes share. */
@NullMarked
package org.crmmigration.sandbox;

import org.jspecify.annotations.NullMarked;
