/** The documents a migration produces, each as a page for people, JSON for programs and CSV where it lists rows. */
@NullMarked
package org.crmmigration.reconcile.document;

import org.jspecify.annotations.NullMarked;
