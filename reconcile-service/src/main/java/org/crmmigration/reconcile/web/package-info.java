/** REST, pages and problems of reconcile-service. */
@NullMarked
package org.crmmigration.reconcile.web;

import org.jspecify.annotations.NullMarked;
