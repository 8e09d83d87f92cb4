/** Records an account had before: how they are known, and what becomes of their values. */
@NullMarked
package org.crmmigration.loader.match;

import org.jspecify.annotations.NullMarked;
