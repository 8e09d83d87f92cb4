package org.crmmigration.sandbox.dynamics;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.ManyToMany;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** The pairs of a many-to-many relationship, seen from one of its ends. */
final class ManyToManyRows {

    private final Environment environment;
    private final ManyToMany relationship;
    private final boolean fromFirst;

    ManyToManyRows(Environment environment, ManyToMany relationship, String table, String nav) {
        this.environment = environment;
        this.relationship = relationship;
        this.fromFirst = relationship.table1().equals(table)
                && (nav.isEmpty() || relationship.nav1().equals(nav));
    }

    String otherTable() {
        return fromFirst ? relationship.table2() : relationship.table1();
    }

    NavigableSet<String> partners(String id) {
        TreeSet<String> partners = new TreeSet<>();
        for (String pair : pairs(id)) {
            String[] ids = pair.split(" ", -1);
            partners.add(fromFirst ? ids[1] : ids[0]);
        }
        return partners;
    }

    void add(Transaction tx, String id, String partner) {
        String pair = pair(id, partner);
        if (table().has(pair)) {
            throw Refusal.of(ErrorCode.DUPLICATE_RECORD, "Cannot insert duplicate key.");
        }
        String[] ids = pair.split(" ", -1);
        tx.put(
                relationship.intersect(),
                pair,
                Json.object()
                        .put("first", ids[0])
                        .put("second", ids[1])
                        .put("versionnumber", environment.store().nextVersion()));
    }

    boolean remove(Transaction tx, String id, String partner) {
        String pair = pair(id, partner);
        boolean there = table().has(pair);
        if (there) {
            tx.remove(relationship.intersect(), pair);
        }
        return there;
    }

    void removeAll(Transaction tx, String id) {
        new TreeSet<>(pairs(id)).forEach(pair -> tx.remove(relationship.intersect(), pair));
    }

    private String pair(String id, String partner) {
        return fromFirst ? id + " " + partner : partner + " " + id;
    }

    private NavigableSet<String> pairs(String id) {
        RowIndex index = table().index(fromFirst ? "first" : "second");
        return index == null ? new TreeSet<>() : index.find(Keys.single(id));
    }

    private RowTable table() {
        return environment.store().table(relationship.intersect());
    }
}
