package org.crmmigration.mapping.tree;

/**
 * Where something stands in a mapping file.
 *
 * @param file the file's name as a person knows it
 * @param line counted from 1
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
