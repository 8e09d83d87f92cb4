/** What people and programs may ask a loader over HTTP. */
@NullMarked
package org.crmmigration.loader.web;

import org.jspecify.annotations.NullMarked;
