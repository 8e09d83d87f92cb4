/** Pipedrive as a destination: what its objects look like, how they are written, found, compared and taken back. */
@NullMarked
package org.crmmigration.pipedrive;

import org.jspecify.annotations.NullMarked;
