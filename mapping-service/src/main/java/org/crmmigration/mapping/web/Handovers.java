package org.crmmigration.mapping.web;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.mapping.tree.Nearest;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.User;

/** Changes to whom records are handed over: only records there are, and only to users who can have them. */
final class Handovers {

    private Handovers() {}

    /** An address that nothing can be done with. Addresses are for the caller alone, so the message names none. */
    static final class Refused extends RuntimeException {
        private final transient String sentence;

        Refused(String sentence) {
            super("an address that nobody has");
            this.sentence = sentence;
        }

        /** Which address, why, and what is near. */
        String sentence() {
            return sentence;
        }
    }

    /**
     * What was handed over before, with the changes.
     *
     * @param wanted users by owners; an empty user takes an owner out
     * @param owners whom records would belong to as things stand
     * @throws Refused when nobody is such an owner, or no active user of the account has the address
     */
    static Map<String, String> changed(
            Map<String, String> before,
            Map<String, String> wanted,
            Collection<String> owners,
            DestinationSchema account) {
        Map<String, String> changed = new TreeMap<>(before);
        wanted.forEach((written, user) -> {
            String owner = written.strip().toLowerCase(Locale.ROOT);
            if (!before.containsKey(owner) && !owners.contains(owner)) {
                throw new Refused("nothing in the export belongs to " + owner + Nearest.hint(owner, owners));
            }
            if (user.isBlank()) {
                changed.remove(owner);
            } else {
                changed.put(owner, active(user.strip(), account));
            }
        });
        return changed;
    }

    private static String active(String user, DestinationSchema account) {
        if (!account.activeUser(user)) {
            throw new Refused(user + " is no active user of the account"
                    + Nearest.hint(
                            user,
                            account.users().stream()
                                    .filter(User::active)
                                    .map(User::email)
                                    .toList()));
        }
        return user;
    }
}
