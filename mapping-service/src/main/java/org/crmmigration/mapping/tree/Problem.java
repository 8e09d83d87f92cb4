package org.crmmigration.mapping.tree;

/**
 * Something wrong in a mapping file.
 *
 * @param key the path of keys, for example {@code objects.person.fields.name}
 * @param message what is wrong and the nearest valid name
 */
public record Problem(Place place, String key, String message) {

    @Override
    public String toString() {
        return place + " " + key + ": " + message;
    }
}
