/** What a lane knows of its objects: a file per migration, a disposable projection of the ledger. */
@NullMarked
package org.crmmigration.loader.view;

import org.jspecify.annotations.NullMarked;
