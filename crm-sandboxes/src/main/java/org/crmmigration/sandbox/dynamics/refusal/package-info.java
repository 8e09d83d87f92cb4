/** What Dataverse says when it says no: codes, statuses, texts. */
@NullMarked
package org.crmmigration.sandbox.dynamics.refusal;

import org.jspecify.annotations.NullMarked;
