package org.crmmigration.ingest.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contacts that a migration may want to leave behind, by class. A class is a flag of the record; the mapping file
 * leaves a class behind by naming it under {@code suppress}.
 *
 * @param rows rows of contacts files, without headers and blank ones
 * @param contacts contacts after merging
 * @param clean contacts without any of the classes
 * @param classes what leaving each class behind saves; a contact may be of several classes
 * @param all what leaving all of them behind saves
 */
public record Audit(long rows, long contacts, long clean, List<Saving> classes, Saving all) {

    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put(
                "suspect.duplicate", "probably another contact's duplicate: same mailbox, or same phone and last name");
        CLASSES.put("suppressed.bounced", "mail to them bounced");
        CLASSES.put("suspect.stale", "no sign of life for long");
        CLASSES.put("suspect.test", "an address that only tests have");
        CLASSES.put("suspect.typo", "the address has a likely typing error");
        CLASSES.put("suppressed.gdpr", "consent denied or commercial messages declined");
        CLASSES.put("suppressed.spam", "complained about spam");
        CLASSES.put("suppressed.blacklisted", "blocklisted or not to be contacted");
        CLASSES.put("suppressed.deleted", "deleted in Kartra");
        CLASSES.put("conflict", "waits in the queue of conflicts");
    }

    /** Writes that the vendors' interfaces take for one record; Freshsales takes a hundred records of these kinds at once. */
    private static final Map<String, Double> CONTACT_WRITES =
            Map.of("pipedrive", 1.0, "freshsales", 0.01, "dynamics", 1.0, "highlevel", 1.0);

    private static final List<String> BULK = List.of("order", "subscription", "deal");

    /**
     * What leaving a class of contacts behind saves.
     *
     * @param flag the class as the mapping file names it under {@code suppress}
     * @param contacts contacts of this class
     * @param only contacts of this class alone, which nothing else leaves behind
     * @param theirs other records of these contacts, by kind
     * @param calls writes saved by destination when the contacts and their notes stay behind, estimated
     * @param callsWithTheirs writes saved when everything that belongs to them stays behind as well, estimated
     */
    public record Saving(
            String flag,
            String about,
            long contacts,
            long only,
            Map<String, Long> theirs,
            Map<String, Long> calls,
            Map<String, Long> callsWithTheirs) {}

    /** The audit of a census. */
    public static Audit of(Counted counted, long rows) {
        List<Saving> savings = new ArrayList<>();
        CLASSES.forEach((flag, about) -> {
            List<Counted.FlagCount> sets = counted.flags().stream()
                    .filter(set -> set.flags().contains(flag))
                    .toList();
            long only = sets.stream()
                    .filter(set ->
                            set.flags().stream().filter(CLASSES::containsKey).count() == 1)
                    .mapToLong(Counted.FlagCount::contacts)
                    .sum();
            savings.add(saving(flag, about, sets, only));
        });
        List<Counted.FlagCount> any = counted.flags().stream()
                .filter(set -> set.flags().stream().anyMatch(CLASSES::containsKey))
                .toList();
        long contacts =
                counted.flags().stream().mapToLong(Counted.FlagCount::contacts).sum();
        Saving all = saving("all", "any of the classes", any, 0);
        return new Audit(rows, contacts, contacts - all.contacts(), savings, all);
    }

    private static Saving saving(String flag, String about, List<Counted.FlagCount> sets, long only) {
        long contacts = sets.stream().mapToLong(Counted.FlagCount::contacts).sum();
        Map<String, Long> theirs = new TreeMap<>();
        sets.forEach(set -> set.theirs().forEach((kind, count) -> theirs.merge(kind, count, Long::sum)));
        Map<String, Long> calls = new TreeMap<>();
        Map<String, Long> withTheirs = new TreeMap<>();
        CONTACT_WRITES.forEach((destination, each) -> {
            double own = contacts * each + theirs.getOrDefault("note", 0L);
            double others = 0;
            for (Map.Entry<String, Long> entry : theirs.entrySet()) {
                if (!entry.getKey().equals("note")) {
                    others += entry.getValue() * (BULK.contains(entry.getKey()) ? each : 1);
                }
            }
            calls.put(destination, (long) Math.ceil(own));
            withTheirs.put(destination, (long) Math.ceil(own + others));
        });
        return new Saving(flag, about, contacts, only, theirs, calls, withTheirs);
    }
}
