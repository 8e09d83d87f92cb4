package org.crmmigration.ingest.fold;

import java.util.List;
import org.crmmigration.ingest.normal.Cells;

/** Whether two rows of different files say the same, in whatever order their columns stand. */
final class TransactionEquality {

    private TransactionEquality() {}

    static boolean same(StagedRow one, StagedRow other) {
        return says(one, other) && says(other, one);
    }

    private static boolean says(StagedRow one, StagedRow other) {
        List<String> names = one.file().header().names();
        for (int i = 0; i < names.size(); i++) {
            String mine = one.cells().get(i);
            if (!mine.isEmpty() && !Cells.clean(mine).equals(Cells.clean(other.cell(names.get(i))))) {
                return false;
            }
        }
        return true;
    }
}
