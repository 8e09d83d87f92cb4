package org.crmmigration.ingest.csv;

import java.util.List;

/**
 * A row of a delimited file. A quoted cell may hold line breaks, so a row may span several physical lines.
 *
 * @param line the physical line at which it begins, counted from 1
 * @param offset the byte at which it begins, counted from 0
 * @param cells its cells, unquoted
 * @param fits whether it has as many cells as the header
 * @param last whether the file ends with this row, without a line end
 */
public record Row(long line, long offset, List<String> cells, boolean fits, boolean last) {

    /** Whether no cell holds anything. */
    public boolean blank() {
        for (String cell : cells) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }
}
