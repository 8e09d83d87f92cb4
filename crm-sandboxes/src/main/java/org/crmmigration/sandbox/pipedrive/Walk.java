package org.crmmigration.sandbox.pipedrive;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Predicate;
import org.crmmigration.sandbox.Table;
import org.crmmigration.sandbox.Table.Position;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of a table by keyset. A page looks at a bounded number of records, so with a narrow filter a page can be short
 * or empty and still have a successor, as the vendor's can.
 */
final class Walk {

    private static final int MOST_LOOKED_AT = 20_000;

    private final Table table;
    private final String sort;
    private final boolean descending;
    private final @Nullable Cursor cursor;

    Walk(Table table, Params params) {
        this.table = table;
        this.sort = params.text("sort_by", "id");
        this.descending = params.text("sort_direction", "asc").equals("desc");
        this.cursor = Cursor.of(params, sort, descending);
    }

    /** The rows of a page and the way on, null at the end. */
    record Page(List<ObjectNode> rows, @Nullable String nextCursor) {}

    /**
     * Walks on from the cursor.
     *
     * @param among the only ids that can match, null when all can
     */
    Page page(@Nullable NavigableSet<Long> among, Predicate<ObjectNode> wanted, int limit) {
        Iterator<Position> positions = sort.equals("id") ? byId(among) : byOrder();
        List<ObjectNode> rows = new ArrayList<>();
        Position last = null;
        for (int looked = 0; looked < MOST_LOOKED_AT && rows.size() < limit; looked++) {
            if (!positions.hasNext()) {
                return new Page(rows, null);
            }
            last = positions.next();
            ObjectNode row = table.get(last.id());
            if (row != null && wanted.test(row)) {
                rows.add(row);
            }
        }
        boolean more = last != null && positions.hasNext();
        return new Page(rows, more ? cursorAt(last) : null);
    }

    private @Nullable String cursorAt(@Nullable Position last) {
        return last == null ? null : new Cursor(sort, last.key(), descending, last.id()).encode();
    }

    private Iterator<Position> byId(@Nullable NavigableSet<Long> among) {
        NavigableSet<Long> all = among == null ? table.rows().navigableKeySet() : among;
        NavigableSet<Long> ordered = descending ? all.descendingSet() : all;
        NavigableSet<Long> rest = cursor == null ? ordered : ordered.tailSet(cursor.id(), false);
        return new Mapped<>(rest.iterator(), id -> new Position("", id));
    }

    private Iterator<Position> byOrder() {
        NavigableSet<Position> all = table.ordered(sort);
        NavigableSet<Position> ordered = descending ? all.descendingSet() : all;
        return cursor == null
                ? ordered.iterator()
                : ordered.tailSet(new Position(cursor.fieldValue(), cursor.id()), false)
                        .iterator();
    }

    private record Mapped<A, B>(Iterator<A> from, java.util.function.Function<A, B> how) implements Iterator<B> {

        @Override
        public boolean hasNext() {
            return from.hasNext();
        }

        @Override
        public B next() {
            return how.apply(from.next());
        }
    }
}
