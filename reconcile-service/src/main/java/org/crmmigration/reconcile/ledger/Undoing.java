package org.crmmigration.reconcile.ledger;

import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.reconcile.ledger.History.Deed;
import org.jspecify.annotations.Nullable;

/** Works out from an object's history what taking it back would mean. */
final class Undoing {

    private final RunScope scope;
    private final String before;
    private boolean created;
    private boolean createdInScope;
    private boolean adopted;
    private boolean updatedInScope;
    private boolean updatedEarlier;
    private boolean unanswered;
    private int phase = -1;
    private long position;

    private Undoing(RunScope scope, String before) {
        this.scope = scope;
        this.before = before;
    }

    /** What is to be done with an object. */
    enum Intention {
        /** The migration created it. */
        DELETE,
        /** The migration changed it; it was there before. */
        RESTORE,
        /** It was there before and was never changed. */
        ADOPTED,
        /** A run before the scope changed it too, so that its before-image goes back too far. */
        EARLIER
    }

    /**
     * An object and what is to be done with it.
     *
     * @param crmId null when it is not known to be in the CRM, and may be
     */
    record Item(
            ObjectKey key,
            int phase,
            Intention intention,
            @Nullable String crmId,
            long position) {}

    /** The runs' order is that of their numbers. */
    static int compare(String oneRun, String otherRun) {
        int byLength = Integer.compare(oneRun.length(), otherRun.length());
        return byLength != 0 ? byLength : oneRun.compareTo(otherRun);
    }

    /**
     * What is to be done; null when there is nothing to do or the scope leaves it out.
     *
     * @param before runs from this one on are not looked at; empty looks at all
     */
    static @Nullable Item of(History history, RunScope scope, String before) {
        Undoing undoing = new Undoing(scope, before);
        history.deeds().forEach(undoing::take);
        Intention intention = undoing.intention();
        return intention == null || !undoing.within(history.key())
                ? null
                : new Item(history.key(), undoing.phase, intention, history.lastCrmId(), undoing.position);
    }

    private void take(Deed deed) {
        if (!before.isEmpty() && compare(deed.run(), before) >= 0) {
            return;
        }
        String since = scope.part().sinceRun();
        boolean inScope = since == null || compare(deed.run(), since) >= 0;
        if (deed.upsert()) {
            phase = deed.phase();
            position = deed.offset();
        }
        if (deed.status() == null) {
            unanswered |= deed.upsert() && deed.phase() > 0;
            return;
        }
        switch (deed.status()) {
            case CREATED -> {
                created = true;
                createdInScope = inScope;
            }
            case ADOPTED -> {
                adopted = true;
                changed(deed.imaged(), inScope);
            }
            case UPDATED, CONFLICT -> changed(deed.upsert(), inScope);
            case DELETED -> {
                created = false;
                createdInScope = false;
                adopted = false;
                restored();
            }
            case RESTORED -> restored();
            case UNCHANGED, VERIFIED, DIFFERENT, PARKED, FAILED -> {}
        }
    }

    private void changed(boolean really, boolean inScope) {
        updatedInScope |= really && inScope;
        updatedEarlier |= really && !inScope;
    }

    private void restored() {
        updatedInScope = false;
        updatedEarlier = false;
    }

    private @Nullable Intention intention() {
        if ((created && createdInScope) || (unanswered && !created && !adopted)) {
            return Intention.DELETE;
        }
        if (updatedInScope) {
            return updatedEarlier ? Intention.EARLIER : Intention.RESTORE;
        }
        return adopted && !updatedEarlier ? Intention.ADOPTED : null;
    }

    private boolean within(ObjectKey key) {
        RunScope.Part part = scope.part();
        return (part.phase() == null || part.phase() == phase)
                && (part.objectType() == null || part.objectType().equals(key.objectType()))
                && (scope.keys().isEmpty()
                        || scope.keys().contains(key.toString())
                        || scope.keys().contains(key.sourceKey()));
    }
}
