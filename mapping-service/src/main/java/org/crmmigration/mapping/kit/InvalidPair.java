package org.crmmigration.mapping.kit;

/** A pair of records and commands cannot be read; the message names the place and says what is wrong. */
public final class InvalidPair extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidPair(String message) {
        super(message);
    }
}
