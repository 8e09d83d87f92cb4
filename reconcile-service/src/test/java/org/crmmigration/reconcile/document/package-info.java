/** Tests of the documents. */
@NullMarked
package org.crmmigration.reconcile.document;

import org.jspecify.annotations.NullMarked;
