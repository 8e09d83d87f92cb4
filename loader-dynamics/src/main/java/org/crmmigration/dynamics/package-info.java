/** Microsoft Dynamics 365 Sales through the Dataverse Web API: the vendor, its client, rules and preflight. */
@NullMarked
package org.crmmigration.dynamics;

import org.jspecify.annotations.NullMarked;
