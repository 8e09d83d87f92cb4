package org.crmmigration.mapping.rule;

import org.crmmigration.messaging.value.ObjectKey;

/** Told of what evaluating a record shows besides its values. Being told the same again changes nothing that is kept. */
public interface Notes {

    /** Something refers to the object that exists once for each distinct text, and this is its text. */
    void item(ObjectKey key, String text);

    /** A formula failed on a record, for another reason than a value that is not there. */
    void failed(String formula, String code);

    /** Nobody listens. */
    Notes NONE = new Notes() {
        @Override
        public void item(ObjectKey key, String text) {}

        @Override
        public void failed(String formula, String code) {}
    };
}
