package org.crmmigration.dynamics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.dynamics.api.Operation;

/** What contacts can be put into and taken out of: marketing lists, or rows of the tag table. Adding twice is harmless. */
interface Grouping {

    /** The groups by their names. */
    NamedRows groups();

    /** Ids of the groups each contact is in; a contact that is gone has no entry. */
    Map<String, Set<String>> current(Collection<String> contacts);

    void add(String group, List<String> contacts);

    /** The call that takes a contact out; that it was not in is said as gone. */
    Operation.Call removal(String group, String contact);
}
