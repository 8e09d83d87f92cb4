package org.crmmigration.sandbox.pipedrive;

import org.crmmigration.sandbox.pipedrive.Features.Feature;
import org.jspecify.annotations.Nullable;

/**
 * One member of an entity.
 *
 * @param access who may set it
 * @param nullable whether null may be written
 * @param table of the record it refers to, null when it is no reference
 * @param feature without which it neither shows nor may be written
 */
record Attribute(
        String name,
        Shape shape,
        Access access,
        boolean nullable,
        @Nullable String table,
        Feature feature) {

    /** When a member may be in a body. */
    enum Access {
        WRITE,
        CREATE,
        READ,
        /** Accepted and interpreted by the rules, no member of the response. */
        INPUT
    }

    static Attribute read(String name) {
        return new Attribute(name, Shape.STRING, Access.READ, true, null, Feature.ALWAYS);
    }

    static Attribute write(String name, Shape shape) {
        return new Attribute(name, shape, Access.WRITE, false, null, Feature.ALWAYS);
    }

    static Attribute create(String name, Shape shape) {
        return new Attribute(name, shape, Access.CREATE, false, null, Feature.ALWAYS);
    }

    static Attribute input(String name, Shape shape) {
        return new Attribute(name, shape, Access.INPUT, false, null, Feature.ALWAYS);
    }

    /** A link that null can cut. */
    static Attribute link(String name, String table) {
        return new Attribute(name, Shape.INTEGER, Access.WRITE, true, table, Feature.ALWAYS);
    }

    /** A link that cannot be empty. */
    static Attribute owner(String name, String table) {
        return new Attribute(name, Shape.INTEGER, Access.WRITE, false, table, Feature.ALWAYS);
    }

    Attribute orNull() {
        return new Attribute(name, shape, access, true, table, feature);
    }

    Attribute with(Feature needed) {
        return new Attribute(name, shape, access, nullable, table, needed);
    }

    boolean writable(boolean creating) {
        return access == Access.WRITE || access == Access.INPUT || (creating && access == Access.CREATE);
    }
}
