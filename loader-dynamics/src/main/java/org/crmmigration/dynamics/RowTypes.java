package org.crmmigration.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All object types that are rows: those of standard tables, and those of tables of our own under the prefix. */
final class RowTypes {

    private final List<RowType> all;

    RowTypes(Names names) {
        this.all = Stream.concat(
                        RowType.STANDARD.stream(),
                        Arrays.stream(CustomTable.values()).map(table -> table.rows(names)))
                .toList();
    }

    List<RowType> all() {
        return all;
    }

    Optional<RowType> ofWord(String word) {
        return all.stream().filter(type -> type.word().equals(word)).findFirst();
    }

    /** Logical name of the table behind an entity of a command. */
    String table(String entity) {
        return ofWord(entity)
                .map(RowType::table)
                .orElseThrow(() -> RowBuilder.rejected("validation", "entity", "is no table that takes columns"));
    }
}
