/** Tests of the web side that need no server. */
@NullMarked
package org.crmmigration.mapping.web;

import org.jspecify.annotations.NullMarked;
