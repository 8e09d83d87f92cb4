package org.crmmigration.pipedrive;

import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;

/** Pipedrive's numeric ids, which are text everywhere else. */
final class Ids {

    private Ids() {}

    static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new CrmFault.Rejected(Detail.of("validation", "the id of a linked object is no number"));
        }
    }
}
