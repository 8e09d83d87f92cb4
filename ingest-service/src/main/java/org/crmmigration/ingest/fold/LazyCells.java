package org.crmmigration.ingest.fold;

import java.util.AbstractList;
import java.util.List;
import org.crmmigration.ingest.stage.Lines;
import org.jspecify.annotations.Nullable;

/** Cells that are split when somebody looks at them, by the worker that does. */
final class LazyCells extends AbstractList<String> {

    private final String joined;
    private @Nullable List<String> cells;

    LazyCells(String joined) {
        this.joined = joined;
    }

    @Override
    public String get(int index) {
        return cells().get(index);
    }

    @Override
    public int size() {
        return cells().size();
    }

    private List<String> cells() {
        List<String> known = cells;
        if (known == null) {
            known = Lines.split(joined);
            cells = known;
        }
        return known;
    }
}
