package org.crmmigration.messaging.value;

/**
 * Names one destination object of a migration without any id of the CRM: the destination's object type and the key of
 * what it comes from at the source, for example {@code person|contact:4711}. Short ASCII, no personal data.
 *
 * @param objectType the destination's own word, for example {@code person}, {@code field}, {@code label}
 * @param sourceKey kind and id of the source, for example {@code contact:4711}
 */
public record ObjectKey(String objectType, String sourceKey) implements Comparable<ObjectKey> {

    /** Refuses keys that could not be parsed again. */
    public ObjectKey {
        if (objectType.isEmpty() || objectType.indexOf('|') >= 0) {
            throw new IllegalArgumentException("an object type is not empty and holds no '|'");
        }
        if (sourceKey.isEmpty()) {
            throw new IllegalArgumentException("a source key is not empty");
        }
    }

    /** Reads what {@link #toString()} wrote. */
    public static ObjectKey parse(String text) {
        int bar = text.indexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("an object key looks like person|contact:4711");
        }
        return new ObjectKey(text.substring(0, bar), text.substring(bar + 1));
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byType = objectType.compareTo(other.objectType);
        return byType != 0 ? byType : sourceKey.compareTo(other.sourceKey);
    }

    @Override
    public String toString() {
        return objectType + '|' + sourceKey;
    }
}
