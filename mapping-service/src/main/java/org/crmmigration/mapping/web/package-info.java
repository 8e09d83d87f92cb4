/** The REST interface: drafts, confirmation, preview. */
@NullMarked
package org.crmmigration.mapping.web;

import org.jspecify.annotations.NullMarked;
