/** Tests of the Pipedrive sandbox: one for each refusal and behaviour. */
@NullMarked
package org.crmmigration.sandbox.pipedrive;

import org.jspecify.annotations.NullMarked;
