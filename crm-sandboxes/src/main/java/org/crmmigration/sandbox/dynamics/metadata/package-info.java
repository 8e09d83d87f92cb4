/** Tables, columns, choices, relationships and keys of a Dataverse environment, and their JSON forms. */
@NullMarked
package org.crmmigration.sandbox.dynamics.metadata;

import org.jspecify.annotations.NullMarked;
